package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.signals.Points;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    private static final Unknown ABSENT = new Unknown(Cause.ABSENT, "no series");

    private final Diagnosis diagnosis = new Diagnosis(SeriesConfiguration.defaults(), new EngineNames("vllm:"));

    private static RawSeries found(Map<String, String> labels) {
        return new RawSeries(labels, Points.single(NOW.toEpochMilli(), 1), false);
    }

    private static RawSeries found(String name, String model) {
        return found(Map.of("__name__", name, "namespace", "llm", "model_name", model));
    }

    private String of(RawSeries... found) {
        var variant = variant("llm", "v", "qwen", running());
        var told = diagnosis.of(variant, ABSENT, List.of(found));
        assertThat(told.cause()).isEqualTo(Cause.ABSENT);
        return told.message();
    }

    @Test
    void nothingFoundIsNothingToAdd() {
        assertThat(of()).isEqualTo("no series");
    }

    @ParameterizedTest
    @CsvSource({
        "kserve_vllm:num_requests_running, kserve_vllm:",
        "vllm_num_requests_running, vllm_",
        "vllm::num_requests_running, vllm::"
    })
    void anotherPrefixIsToldWithTheSetting(String name, String prefix) {
        assertThat(of(found(name, "qwen")))
                .isEqualTo(
                        "no series; found " + name + " with model_name qwen: set collector.metricPrefix to " + prefix);
    }

    @Test
    void aPrefixWithoutModelIsToldToo() {
        assertThat(of(found(Map.of("__name__", "x_num_requests_running", "namespace", "llm"))))
                .isEqualTo("no series; found x_num_requests_running: set collector.metricPrefix to x_");
    }

    @Test
    void anotherModelIsToldWithTheSettings() {
        assertThat(of(found("vllm:num_requests_running", "qwen-lora"), found("vllm:num_requests_running", "base")))
                .isEqualTo("no series; model_name in this namespace: \"base\", \"qwen-lora\": set spec.modelID to it,"
                        + " or add it to collector.modelNames");
    }

    @Test
    void ofManyModelsThreeAreTold() {
        assertThat(of(
                        found("vllm:num_requests_running", "d"),
                        found("vllm:num_requests_running", "a"),
                        found("vllm:num_requests_running", "c"),
                        found("vllm:num_requests_running", "b"),
                        found("vllm:num_requests_running", "e")))
                .contains("\"a\", \"b\", \"c\" and 2 more");
    }

    @Test
    void theModelItselfIsNoOtherModel() {
        assertThat(of(found("vllm:num_requests_running", "qwen"))).isEqualTo("no series");
    }

    @Test
    void otherNamespacesAreNotTold() {
        assertThat(of(found(
                        Map.of("__name__", "kserve_vllm:num_requests_running", "namespace", "far", "model_name", "x"))))
                .isEqualTo("no series");
    }

    @ParameterizedTest
    @CsvSource({"kubernetes_namespace", "exported_namespace", "k8s_namespace_name"})
    void anotherNamespaceLabelIsToldWithTheSettings(String label) {
        assertThat(of(found(Map.of("__name__", "vllm:num_requests_running", label, "llm", "model_name", "qwen"))))
                .isEqualTo("no series; found vllm:num_requests_running with the namespace in label " + label
                        + ": set collector.namespaceLabel to that, and collector.podLabel likewise");
    }

    @Test
    void aNamespaceThatTheScrapeHidIsTold() {
        assertThat(of(found(Map.of(
                        "__name__", "vllm:num_requests_running",
                        "namespace", "monitoring",
                        "exported_namespace", "llm"))))
                .contains("with the namespace in label exported_namespace");
    }

    @Test
    void aLabelThatHappensToHaveTheNamespacesNameIsNotItsLabel() {
        assertThat(of(found(Map.of(
                        "__name__",
                        "vllm:num_requests_running",
                        "job",
                        "llm",
                        "container",
                        "llm",
                        "model_name",
                        "llm"))))
                .isEqualTo("no series");
    }
}
