package ai.llmd.wva.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.metrics.SeriesTag;
import org.junit.jupiter.api.Test;

class PageTest {
    private static Page page(String text) {
        return Page.of(TextFormat.parse(text));
    }

    @Test
    void finishedRequestsAreAddedUpOverReasonsAndEngines() {
        var page = page("""
                vllm:request_success_total{engine="0",finished_reason="stop",model_name="m"} 5
                vllm:request_success_total{engine="0",finished_reason="abort",model_name="m"} 2
                vllm:request_success_total{engine="1",finished_reason="stop",model_name="m"} 1
                """);
        assertThat(page.values("m")).containsEntry(SeriesTag.FINISHED, 8.0);
    }

    @Test
    void sharesOfCacheAreAveraged() {
        var page = page("""
                vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.25
                vllm:kv_cache_usage_perc{engine="1",model_name="m"} 0.75
                """);
        assertThat(page.values("m")).containsEntry(SeriesTag.KV_CACHE, 0.5);
    }

    @Test
    void modelsAreKeptApart() {
        var page = page("""
                vllm:num_requests_running{model_name="a"} 1
                vllm:num_requests_running{model_name="b"} 2
                """);
        assertThat(page.models()).containsExactlyInAnyOrder("a", "b");
        assertThat(page.values("b")).containsEntry(SeriesTag.RUNNING, 2.0);
        assertThat(page.values("c")).isEmpty();
    }

    @Test
    void oneSeriesMayServeSeveralParts() {
        assertThat(page("vllm:num_requests_running{model_name=\"m\"} 3").values("m"))
                .containsOnlyKeys(SeriesTag.RUNNING, SeriesTag.SAMPLED_AT, SeriesTag.NEWEST);
    }

    @Test
    void bucketsAndForeignSeriesAreLeftOut() {
        assertThat(page("""
                                vllm:request_prompt_tokens_bucket{model_name="m",le="1"} 3
                                process_cpu_seconds_total 12
                                """).models()).isEmpty();
    }

    @Test
    void whatIsNoNumberStaysThat() {
        assertThat(page("vllm:num_requests_running{model_name=\"m\"} NaN")
                        .values("m")
                        .get(SeriesTag.RUNNING))
                .isNaN();
    }
}
