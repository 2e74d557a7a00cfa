package ai.llmd.wva.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.llmd.wva.signals.PodKey;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.signals.Signal;
import ai.llmd.wva.signals.SignalSeries;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series are written as in PromQL: {@code name{label="value"}}. */
class SeriesReaderTest {
    private static final String POD = "namespace=llm,pod=a,instance=10.0.0.1:8000";

    private static RawSeries raw(String text) {
        var labels = new HashMap<String, String>();
        labels.put(RawSeries.NAME, text.substring(0, text.indexOf('{')));
        for (var label :
                text.substring(text.indexOf('{') + 1, text.indexOf('}')).split(",", -1)) {
            var parts = label.split("=", 2);
            labels.put(parts[0], parts[1]);
        }
        return new RawSeries(Map.copyOf(labels), Points.single(1000, 1), false);
    }

    private static List<SignalSeries> read(String... series) {
        return read(new SeriesNaming(), series);
    }

    private static List<SignalSeries> read(SeriesNaming naming, String... series) {
        var configuration = naming.configuration();
        return new SeriesReader(configuration, new EngineNames(configuration.metricPrefix()))
                .read(Arrays.stream(series).map(SeriesReaderTest::raw).toList());
    }

    private static long distinct(List<SignalSeries> series) {
        return series.stream()
                .map(one -> List.of(one.key(), one.signal(), one.process(), one.part()))
                .distinct()
                .count();
    }

    @Test
    void aSeriesOfVllmIsASignalOfItsPod() {
        assertThat(read("vllm:num_requests_running{model_name=m,engine=0," + POD + "}"))
                .extracting(SignalSeries::key, SignalSeries::signal, SignalSeries::metric, SignalSeries::part)
                .containsExactly(
                        tuple(new PodKey("m", "llm", "a"), Signal.RUNNING, "vllm:num_requests_running", "engine=0,"));
    }

    @Test
    void whatNobodyKnowsIsLeftOut() {
        assertThat(read("node_load1{" + POD + "}")).isEmpty();
    }

    @Test
    void reasonsAndEnginesOfOneServerAreItsParts() {
        var series = read(
                "vllm:request_success_total{model_name=m,engine=0,finished_reason=stop," + POD + "}",
                "vllm:request_success_total{model_name=m,engine=0,finished_reason=length," + POD + "}",
                "vllm:request_success_total{model_name=m,engine=1,finished_reason=stop," + POD + "}");
        assertThat(series)
                .extracting(SignalSeries::process)
                .hasSize(3)
                .containsOnly(series.get(0).process());
        assertThat(distinct(series)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job",
                "service",
                "endpoint",
                "replica",
                "prometheus",
                "prometheus_replica",
                "__replica__",
                "thanos_replica",
                "receive_replica",
                "monitor",
                "pid"
            })
    void whoScrapedOrStoredASeriesDoesNotTellItApart(String label) {
        var series = read(
                "vllm:num_requests_running{model_name=m," + label + "=one," + POD + "}",
                "vllm:num_requests_running{model_name=m," + label + "=two," + POD + "}");
        assertThat(series).hasSize(2);
        assertThat(distinct(series)).isEqualTo(1);
    }

    @Test
    void labelsToFoldAreASetting() {
        var both = new String[] {
            "vllm:num_requests_running{model_name=m,site=one," + POD + "}",
            "vllm:num_requests_running{model_name=m,site=two," + POD + "}"
        };
        assertThat(distinct(read(both))).isEqualTo(2);
        assertThat(distinct(read(new SeriesNaming().folding("site"), both))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance", "container", "cluster"})
    void serversOfOnePodAreToldApart(String label) {
        var others = POD.replace(",instance=10.0.0.1:8000", "");
        var series = read(
                "vllm:num_requests_running{model_name=m," + label + "=one," + others + "}",
                "vllm:num_requests_running{model_name=m," + label + "=two," + others + "}");
        assertThat(series).extracting(SignalSeries::process).doesNotHaveDuplicates();
        assertThat(series).extracting(SignalSeries::part).containsOnly("");
    }

    @Test
    void aServerMayBeFoldedToo() {
        assertThat(distinct(read(
                        new SeriesNaming().folding("cluster"),
                        "vllm:num_requests_running{model_name=m,cluster=one," + POD + "}",
                        "vllm:num_requests_running{model_name=m,cluster=two," + POD + "}")))
                .isEqualTo(1);
    }

    @Test
    void anEngineThatServesOneModelNeedNotNameIt() {
        assertThat(read("tgi_batch_current_size{" + POD + "}", "tgi_request_count{" + POD + "}"))
                .extracting(SignalSeries::key, SignalSeries::signal)
                .containsExactly(
                        tuple(new PodKey("", "llm", "a"), Signal.RUNNING),
                        tuple(new PodKey("", "llm", "a"), Signal.ARRIVED));
    }

    @Test
    void vllmsNamesWithoutPrefixAreThoseOfNim() {
        assertThat(read("num_requests_running{model_name=m," + POD + "}"))
                .extracting(SignalSeries::key, SignalSeries::signal)
                .containsExactly(tuple(new PodKey("m", "llm", "a"), Signal.RUNNING));
    }

    @Test
    void theServerOfTensorRtLlmIsRead() {
        assertThat(read(
                        "trtllm_num_requests_running{model_name=m,engine_type=trtllm," + POD + "}",
                        "trtllm_request_success_total{model_name=m,finished_reason=stop," + POD + "}"))
                .extracting(SignalSeries::key, SignalSeries::signal)
                .containsExactly(
                        tuple(new PodKey("m", "llm", "a"), Signal.RUNNING),
                        tuple(new PodKey("m", "llm", "a"), Signal.FINISHED),
                        tuple(new PodKey("m", "llm", "a"), Signal.PROMPT_TOKENS_COUNT),
                        tuple(new PodKey("m", "llm", "a"), Signal.GENERATED_TOKENS_COUNT));
    }

    @Test
    void aPodThatShowsTwoEnginesNamesCountsByTheFirst() {
        assertThat(read(
                        "num_requests_running{model_name=m," + POD + "}",
                        "vllm:num_requests_running{model_name=m," + POD + "}",
                        "num_requests_running{model_name=m,namespace=llm,pod=b}"))
                .extracting(one -> one.key().pod(), SignalSeries::metric)
                .containsExactlyInAnyOrder(tuple("a", "vllm:num_requests_running"), tuple("b", "num_requests_running"));
    }

    @Test
    void otherNamesOfAModelAreItsOwn() {
        assertThat(read(
                        new SeriesNaming().model("m", "m-alias", "m-lora"),
                        "vllm:num_requests_running{model_name=m-alias," + POD + "}",
                        "vllm:num_requests_running{model_name=m-lora," + POD + "}",
                        "vllm:num_requests_running{model_name=n," + POD + "}"))
                .extracting(one -> one.key().model())
                .containsExactly("m", "m", "n");
    }

    @Test
    void namesOfOneModelAddUp() {
        assertThat(distinct(read(
                        new SeriesNaming().model("m", "m-lora"),
                        "vllm:request_success_total{model_name=m," + POD + "}",
                        "vllm:request_success_total{model_name=m-lora," + POD + "}")))
                .isEqualTo(2);
    }

    @Test
    void labelNamesAreSettings() {
        assertThat(read(
                        new SeriesNaming()
                                .prefix("vllm_")
                                .labels("model", "kubernetes_namespace", "kubernetes_pod_name"),
                        "vllm_num_requests_running{model=m,kubernetes_namespace=llm,kubernetes_pod_name=a}"))
                .extracting(SignalSeries::key, SignalSeries::part)
                .containsExactly(tuple(new PodKey("m", "llm", "a"), ""));
    }

    @Test
    void thatAPageAnswersIsOfNoModel() {
        assertThat(read("up{" + POD + ",job=vllm}"))
                .extracting(SignalSeries::key, SignalSeries::signal)
                .containsExactly(tuple(new PodKey("", "llm", "a"), Signal.UP));
    }

    @ParameterizedTest
    @CsvSource({"capacity, 1", "deferred, 0"})
    void reasonsToWaitAreToldApart(String reason, int used) {
        assertThat(read("vllm:num_requests_waiting_by_reason{model_name=m,reason=" + reason + "," + POD + "}"))
                .hasSize(used);
    }
}
