package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The alerts and the dashboard of {@code deploy/monitoring}, and what is written about them. */
class MonitoringManifestsTest {
    private static final Pattern METRIC = Pattern.compile("\\bwva_[a-z_]+\\b");
    private static final Pattern RUNBOOK = Pattern.compile("https://github\\.com/.*/(docs/\\w+\\.md)#([a-z-]+)");

    private final String page = read("docs/alerts.md");

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> alerts() {
        return Manifest.only("monitoring/alerts.yaml")
                .at("/spec/groups/0/rules")
                .valueStream()
                .toList();
    }

    private static JsonNode dashboard() {
        var data = Manifest.only("monitoring/dashboard.yaml").strings("/data");
        return new YAMLMapper().readTree(data.get("workload-variant-autoscaler.json"));
    }

    private static List<String> panelExpressions() {
        return dashboard()
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .toList();
    }

    @Test
    void everyAlertSaysWhatHappensAndWhatToDo() {
        assertThat(alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asString()).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asString()).isNotBlank();
            assertThat(alert.at("/annotations/description").asString()).isNotBlank();
            var runbook = RUNBOOK.matcher(alert.at("/annotations/runbook_url").asString());
            assertThat(runbook.matches()).isTrue();
            assertThat(runbook.group(1)).isEqualTo("docs/alerts.md");
            assertThat(section(runbook.group(2)))
                    .contains("`" + alert.path("alert").asString() + "`, "
                            + alert.at("/labels/severity").asString());
        });
    }

    @Test
    void noRunbookIsOfAnAlertThatIsGone() {
        var names =
                alerts().stream().map(alert -> alert.path("alert").asString()).toList();

        assertThat(Pattern.compile("`(WVA\\w+)`").matcher(page).results().map(found -> found.group(1)))
                .containsExactlyElementsOf(names);
    }

    @Test
    void everyMetricIsDocumented() {
        var documented = metrics(Stream.of(read("docs/metrics.md")));
        var used = metrics(Stream.concat(
                alerts().stream().map(alert -> alert.path("expr").asString()), panelExpressions().stream()));

        assertThat(used).hasSizeGreaterThan(15);
        assertThat(documented).containsAll(used);
    }

    @Test
    void everyPanelIsDescribedAndHasAnIdOfItsOwn() {
        var panels = dashboard().path("panels").valueStream().toList();

        assertThat(panels)
                .hasSizeGreaterThan(15)
                .allSatisfy(panel ->
                        assertThat(panel.path("description").asString()).endsWith("."));
        assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
    }

    @Test
    void panelsDoNotOverlapNorLeaveTheGrid() {
        var taken = new TreeSet<String>();
        for (var panel : dashboard().path("panels")) {
            var place = panel.path("gridPos");
            for (var x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (var y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(24);
                    assertThat(taken.add(x + " " + y))
                            .as(panel.path("title").asString())
                            .isTrue();
                }
            }
        }
    }

    /** Names of summaries and counters as they are documented. */
    private static SortedSet<String> metrics(Stream<String> texts) {
        var found = new TreeSet<String>();
        texts.forEach(text -> METRIC.matcher(text)
                .results()
                .map(match -> match.group().replaceFirst("_(sum|count)$", ""))
                .filter(name -> !name.endsWith("_"))
                .forEach(found::add));
        return found;
    }

    /** The text under the heading with that anchor. */
    private String section(String anchor) {
        return Stream.of(page.split("\n### "))
                .filter(text -> text.lines()
                        .findFirst()
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .replace(' ', '-')
                        .equals(anchor))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no heading for #" + anchor));
    }
}
