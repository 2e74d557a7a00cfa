package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Each folder of the resources has what is given, what comes out, and what is said of it. */
class MigrateCommandTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("wva.basedir", "."), "src", "test", "resources", "migrate");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accepted-as-it-is",
                "newer-go",
                "go-config-maps",
                "plain-hpa",
                "keda-formula",
                "formula-beside-variant",
                "printed-by-kubectl"
            })
    void printsWhatTheGoldenFilesSay(String sample) throws IOException {
        var golden = GOLDEN.resolve(sample);
        var input = golden.resolve("in.yaml").toString();

        var run = CommandRun.of("migrate", "-f", input);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(Files.readString(golden.resolve("out.yaml")));
        assertThat(run.err().replace(input, "in.yaml")).isEqualTo(Files.readString(golden.resolve("remarks.txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newer-go", "go-config-maps", "plain-hpa", "keda-formula"})
    void whatItPrintsIsAcceptedAsItIs(String sample) throws IOException {
        var printed = GOLDEN.resolve(sample).resolve("out.yaml");
        assertThat(CommandRun.of("migrate", "-f", printed.toString()).out()).isEqualTo(Files.readString(printed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: VariantAutoscaling|old.yaml:4: VariantAutoscaling: metadata.name is missing",
                "a: 1|old.yaml:4: is not a Kubernetes manifest: it has no kind, such as VariantAutoscaling",
                "kind: {a|old.yaml: is not valid YAML at line 4, column 9",
                "{kind: ConfigMap, metadata: {name: a-variantautoscaling-config}, data: {LOG_LEVEL: 1}}|old.yaml:4:"
                        + " ConfigMap default/a-variantautoscaling-config: data.LOG_LEVEL is not a string",
                "{kind: VariantAutoscaling, metadata: {name: a}, spec: {minReplicas: x}}|old.yaml:4: VariantAutoscaling"
                        + " default/a: spec.minReplicas does not match the schema",
                "{kind: HorizontalPodAutoscaler, metadata: {name: a}}|old.yaml:4: HorizontalPodAutoscaler default/a:"
                        + " spec.scaleTargetRef.name is missing",
                "{kind: ScaledObject, metadata: {name: a}, spec: {scaleTargetRef: {name: b}, maxReplicaCount: -1}}"
                        + "|old.yaml:4: ScaledObject default/a: spec.maxReplicaCount: -1 is not a whole number",
            })
    void anErrorNamesFileLineAndPathAndNothingIsPrinted(String manifest, String message) throws IOException {
        var file = Files.writeString(
                folder.resolve("old.yaml"), "kind: Service\nmetadata: {name: a}\n---\n" + manifest + "\n");

        var run = CommandRun.of("migrate", "-f", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("wva migrate: " + folder + "/" + message);
    }

    private static JsonNode scaledObject(String yaml) {
        return YAMLMapper.shared().readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll().stream()
                .filter(one -> "ScaledObject".equals(one.path("kind").asString("")))
                .findFirst()
                .orElseThrow();
    }

    /** Both are ways to the same, so a reader of the one must find it in the other. */
    @Test
    void aTriggerWithAFormulaBecomesThatOfTheSample() throws IOException {
        var sample = Files.readString(GOLDEN.resolve("../../../../deploy/samples/keda-prometheus.yaml"));
        var wanted = (ObjectNode) scaledObject(sample).at("/spec/triggers/0/metadata");
        assertThat(sample.lines().filter(line -> line.strip().startsWith("query:")))
                .hasSize(1);
        var formula = sample.replaceAll("query: .*", "query: sum(vllm:num_requests_waiting)")
                .replaceAll("threshold: .*", "threshold: \"20\"")
                .replaceAll("ignoreNullValues: .*", "ignoreNullValues: \"true\"");

        var run = CommandRun.of(
                "migrate",
                "-f",
                Files.writeString(folder.resolve("old.yaml"), formula).toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        var trigger = scaledObject(run.out()).at("/spec/triggers/0");
        assertThat(trigger.path("type").asString()).isEqualTo("prometheus");
        assertThat(trigger.path("metricType").asString()).as("KEDA's default").isEqualTo("AverageValue");
        assertThat(wanted.remove("activationThreshold").asString())
                .as("KEDA's default")
                .isEqualTo("0");
        assertThat(trigger.path("metadata")).isEqualTo(wanted);
    }

    @Test
    void aFallbackThatSaysWhatItDoesStaysAndOneToNothingIsTold() throws IOException {
        var file = Files.writeString(folder.resolve("old.yaml"), """
                kind: ScaledObject
                metadata: {name: chat}
                spec:
                  scaleTargetRef: {name: chat}
                  fallback: {failureThreshold: 3, replicas: 0, behavior: static}
                  triggers: [{type: cpu, metadata: {value: "60"}}]
                """);

        var run = CommandRun.of("migrate", "-f", file.toString());

        assertThat(scaledObject(run.out()).at("/spec/fallback/behavior").asString())
                .isEqualTo("static");
        assertThat(run.err())
                .contains("spec.fallback.replicas: 0 takes the target to zero")
                .doesNotContain("currentReplicasIfHigher");
    }

    @Test
    void theSampleStaysAsItIs() throws IOException {
        var sample = GOLDEN.resolve("../../../../deploy/samples/keda-prometheus.yaml")
                .normalize();
        var run = CommandRun.of("migrate", "-f", sample.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(scaledObject(run.out())).isEqualTo(scaledObject(Files.readString(sample)));
    }

    @Test
    void aFileWithoutManifestsIsNotOne() throws IOException {
        var file = Files.writeString(folder.resolve("empty.yaml"), "# nothing\n---\n\n");
        assertThat(CommandRun.of("migrate", "-f", file.toString()).err())
                .contains("empty.yaml: contains no Kubernetes manifest");
        assertThat(CommandRun.of("migrate", "-f", folder.resolve("none.yaml").toString())
                        .err())
                .contains("none.yaml: there is no such file");
    }
}
