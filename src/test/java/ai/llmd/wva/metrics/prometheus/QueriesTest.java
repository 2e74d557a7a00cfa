package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.SeriesNaming;
import ai.llmd.wva.metrics.prometheus.Pages.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class QueriesTest {
    private static Queries queries(SeriesNaming naming) {
        var series = naming.configuration();
        return new Queries(
                CollectorConfiguration.defaults().sampling(), series, new EngineNames(series.metricPrefix()));
    }

    private static Queries queries() {
        return queries(new SeriesNaming());
    }

    private static Page page(String... models) {
        return new Page(
                List.of(variant("v", running())),
                new TreeSet<>(List.of("llm", "other")),
                new TreeSet<>(Arrays.asList(models)));
    }

    private static String flows(String... models) {
        return queries().of(page(models), NOW).get(0).expression();
    }

    private static String means(String... models) {
        return queries().of(page(models), NOW).get(1).expression();
    }

    @Test
    void aPageIsTwoQueries() {
        assertThat(queries().of(page("m"), NOW)).extracting(Query::name).containsExactly("flows", "means");
    }

    @Test
    void samplesAreReadAsTheyAreAsFarBackAsAWindowCanBegin() {
        // one minute of window that ends with a sample two minutes old
        assertThat(flows("m")).startsWith("{__name__=~\"").endsWith("}[180000ms]");
        assertThat(queries().of(page("m"), NOW).get(0).form())
                .containsOnlyKeys("query", "time")
                .containsEntry("time", NOW.getEpochSecond() + ".000");
    }

    @Test
    void whatIsAveragedIsReadEveryHalfWindowFromBeforeItBegins() {
        assertThat(queries().of(page("m"), NOW).get(1).form())
                .containsOnlyKeys("query", "start", "end", "step")
                .containsEntry("start", NOW.getEpochSecond() - 90 + ".000")
                .containsEntry("end", NOW.getEpochSecond() + ".000")
                .containsEntry("step", "30.000");
    }

    @Test
    void everyNamespaceAndModelOfThePageIsMatchedAndSoIsNoModel() {
        assertThat(flows("a", "b")).contains(",namespace=~\"llm|other\",model_name=~\"|a|b\"}");
        assertThat(means("a", "b")).contains(",namespace=~\"llm|other\",model_name=~\"|a|b\"}");
    }

    @Test
    void namesAreEscaped() {
        assertThat(flows("a\"b\\c{d}|e.*\nü🦙"))
                .contains("model_name=~\"|a\\\"b\\\\\\\\c\\\\{d\\\\}\\\\|e\\\\.\\\\*\\u000aü🦙\"");
    }

    @Test
    void labelsPrefixAndMatchersAreSettings() {
        var queries = queries(new SeriesNaming()
                .prefix("vllm_")
                .labels("model", "kubernetes_namespace", "kubernetes_pod_name")
                .matching(new TreeMap<>(Map.of("cluster", "e\"u", "env", "prod"))));
        assertThat(queries.of(page("m"), NOW).get(0).expression())
                .contains("vllm_num_requests_running|")
                .doesNotContain("vllm:")
                .contains(",kubernetes_namespace=~\"llm|other\",model=~\"|m\",cluster=\"e\\\"u\",env=\"prod\"}");
        assertThat(queries.up(new TreeSet<>(List.of("llm")), new TreeSet<>(List.of("p.1")), NOW)
                        .expression())
                .startsWith("up{kubernetes_namespace=~\"llm\",kubernetes_pod_name=~\"p\\\\.1\","
                        + "cluster=\"e\\\"u\",env=\"prod\"}"
                        + " unless on (kubernetes_namespace, kubernetes_pod_name) {__name__=~")
                .endsWith(",kubernetes_namespace=~\"llm\",kubernetes_pod_name=~\"p\\\\.1\","
                        + "cluster=\"e\\\"u\",env=\"prod\"}");
    }

    @Test
    void everyEnginesRunningRequestsAreAskedFor() {
        assertThat(flows("m"))
                .contains("vllm:num_requests_running|", "|num_requests_running|", "|sglang:num_running_reqs|");
    }

    @Test
    void nativeHistogramsAreAskedForByTheirOwnName() {
        assertThat(means("m"))
                .contains("|vllm:request_generation_tokens_sum|", "|vllm:request_generation_tokens_count|")
                .contains("|vllm:request_generation_tokens|");
        assertThat(flows("m")).contains("|vllm:time_to_first_token_seconds|");
    }

    @Test
    void noSeriesIsReadInBothWays() {
        var flows = new TreeSet<>(List.of(names(flows("m"))));
        var means = new TreeSet<>(List.of(names(means("m"))));
        flows.retainAll(means);
        assertThat(flows).isEmpty();
    }

    private static String[] names(String expression) {
        return expression
                .substring("{__name__=~\"".length(), expression.indexOf("\","))
                .split("\\|");
    }

    @Test
    void queriesFitIntoWhatStoresAndProxiesTake() {
        var options = CollectorConfiguration.defaults();
        for (var query : queries().of(page("m".repeat(2500)), NOW)) {
            assertThat(query.expression()).hasSizeLessThan(16_000);
            assertThat(UrlQuery.encode(query.form().entrySet())).hasSizeLessThan(options.maxUrlBytes() - 500);
        }
    }

    @Test
    void whatThereIsIsCountedByNameModelAndNamespace() {
        assertThat(queries().found(new TreeSet<>(List.of("llm")), NOW).expression())
                .isEqualTo("count by (__name__, model_name, namespace) ({__name__=~\".*(num_requests_running"
                        + "|num_running_reqs|tgi_batch_current_size)\",namespace=~\"llm\"})");
        assertThat(queries().anywhere(NOW).expression()).startsWith("topk(20, {__name__=~");
    }

    @Test
    void millisecondsAreKept() {
        var query = new Query("q", "1", NOW.plusMillis(7), Optional.empty());
        assertThat(query.form()).containsEntry("time", NOW.getEpochSecond() + ".007");
    }
}
