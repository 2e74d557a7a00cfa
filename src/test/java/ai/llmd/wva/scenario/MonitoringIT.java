package ai.llmd.wva.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.PrometheusServer;
import ai.llmd.wva.fixture.Promtool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The alerts and the dashboard on a Prometheus that scrapes a controller at work. */
class MonitoringIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern METRIC = Pattern.compile("\\bwva_[a-z_]+\\b");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** It comes with what this controller is not told to do: to write a journal. */
    private static final Set<String> OF_OPTIONS = Set.of("wva_journal_stopped");

    /**
     * Nobody scales here, so that the first three come true in time; and other tests leave declarations behind that
     * cannot be used.
     */
    private static final Set<String> MAY_BE_TRUE =
            Set.of("WVALoadAboveCapacity", "WVATargetsMissed", "WVAReplicasDoNotFollow", "WVAConfigurationProblems");

    private static final long STOP_SECONDS = 20;

    @TempDir
    Path folder;

    /** What an alert or a panel asks. */
    private record Question(String asker, String promQl) {}

    @Test
    void theAlertsPassTheirTests() throws Exception {
        var rules = folder.resolve("rules.yaml");
        YAML.writeValue(rules.toFile(), manifest("alerts").path("spec"));
        Files.copy(Path.of("deploy/monitoring/tests/alerts.yaml"), folder.resolve("alerts.yaml"));
        var promtool = new Promtool(folder);

        var check = promtool.run("check", "rules", "--lint-fatal", "rules.yaml");
        var test = promtool.run("test", "rules", "alerts.yaml");

        assertThat(check.status()).as(check.printed()).isZero();
        assertThat(test.status()).as(test.printed()).isZero();
        assertThat(YAML.readTree(Files.readString(folder.resolve("alerts.yaml")))
                        .path("tests")
                        .valueStream()
                        .map(one -> one.path("name").asString()))
                .containsAll(alerts().stream()
                        .flatMap(alert -> Stream.of(alert.asker() + " fires", alert.asker() + " does not fire"))
                        .toList());
    }

    @Test
    void everyQuestionIsAnsweredWhileTheControllerWorks() throws Exception {
        try (var stage = new Stage(ControlPlane.shared(), folder)) {
            stage.install();
            var controller = stage.startController("wva-0");
            stage.startSample();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(stage.condition("MetricsAvailable"))
                            .as(controller.process()::printed)
                            .startsWith("True"));
            try (var load = stage.startLoad("[[600, 40]]")) {
                var prometheus = stage.prometheus();
                await().atMost(LIMIT)
                        .until(() -> !prometheus
                                .query("wva_arrival_rate_requests_per_second > 0.5")
                                .isEmpty());

                var silent = new TreeMap<String, String>();
                await().atMost(LIMIT).untilAsserted(() -> {
                    silent.clear();
                    panels().stream()
                            .filter(panel -> prometheus.query(panel.promQl()).isEmpty())
                            .forEach(panel -> silent.put(panel.asker(), panel.promQl()));
                    assertThat(silent).isEmpty();
                });
                assertThat(unknownMetrics(prometheus)).isEqualTo(OF_OPTIONS);
                for (var alert : alerts()) {
                    // other tests leave variants behind, which nobody serves
                    var answer = prometheus.query(alert.promQl()).stream()
                            .filter(series -> stage.namespace()
                                    .equals(series.getJsonObject("metric")
                                            .getString("exported_namespace", stage.namespace())))
                            .toList();
                    assertThat(MAY_BE_TRUE.contains(alert.asker()) || answer.isEmpty())
                            .as(alert.asker() + " " + answer)
                            .isTrue();
                }

                assertThat(controller.process().stop(STOP_SECONDS)).isZero();
                var nobodyLeads = alerts().stream()
                        .filter(alert -> alert.asker().equals("WVANobodyLeads"))
                        .findFirst()
                        .orElseThrow();
                await().atMost(LIMIT)
                        .until(() -> !prometheus.query(nobodyLeads.promQl()).isEmpty());
                load.stop(STOP_SECONDS);
            }
        }
    }

    /** What alerts speak of and Prometheus has never seen. */
    private static Set<String> unknownMetrics(PrometheusServer prometheus) {
        var unknown = new TreeSet<String>();
        for (var alert : alerts()) {
            METRIC.matcher(alert.promQl())
                    .results()
                    .map(match -> match.group())
                    .filter(metric -> prometheus.query(metric).isEmpty())
                    .forEach(unknown::add);
        }
        // one of several names in a pattern
        unknown.remove("wva_");
        return unknown;
    }

    private static List<Question> alerts() {
        return manifest("alerts")
                .at("/spec/groups/0/rules")
                .valueStream()
                .map(alert -> new Question(
                        alert.path("alert").asString(), alert.path("expr").asString()))
                .toList();
    }

    /** With what Grafana puts in place of its variables. */
    private static List<Question> panels() {
        var text = manifest("dashboard")
                .at("/data/workload-variant-autoscaler.json")
                .asString();
        return YAML.readTree(text)
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream().map(target -> question(panel, target)))
                .toList();
    }

    private static Question question(JsonNode panel, JsonNode target) {
        return new Question(
                panel.path("title").asString() + " " + target.path("refId").asString(),
                target.path("expr")
                        .asString()
                        .replace("$namespace", ".*")
                        .replace("$variant", ".*")
                        .replace("$__rate_interval", "30s"));
    }

    private static JsonNode manifest(String name) {
        return Manifests.file("deploy/monitoring/" + name + ".yaml").objects().get(0);
    }
}
