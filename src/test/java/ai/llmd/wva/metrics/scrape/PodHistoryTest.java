package ai.llmd.wva.metrics.scrape;

import static ai.llmd.wva.metrics.PodFleets.MODEL;
import static ai.llmd.wva.metrics.PodFleets.NAMESPACE;
import static ai.llmd.wva.metrics.PodFleets.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.metrics.PodKey;
import ai.llmd.wva.metrics.Recording;
import ai.llmd.wva.metrics.Sampling;
import ai.llmd.wva.metrics.Series;
import ai.llmd.wva.metrics.Series.Point;
import ai.llmd.wva.metrics.SeriesTag;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodHistoryTest {
    private static final Sampling SAMPLING =
            new Sampling(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(10));

    private final PodHistory history = new PodHistory(new PodAddress(NAMESPACE, "a"), SAMPLING);

    private void read(long secondsAgo, String text) {
        history.add(NOW.minusSeconds(secondsAgo), Page.of(TextFormat.parse(text)));
    }

    private static String counts(double finished, double running, double waiting) {
        return String.format(Locale.ROOT, """
                vllm:request_success_total{model_name="%1$s"} %2$f
                vllm:num_requests_running{model_name="%1$s"} %3$f
                vllm:num_requests_waiting{model_name="%1$s"} %4$f
                """, MODEL, finished, running, waiting);
    }

    private List<Point> points(SeriesTag part) {
        return history.series(NOW).stream()
                .filter(one -> one.part() == part)
                .findFirst()
                .map(Series::points)
                .orElse(List.of());
    }

    private Optional<Double> value(SeriesTag part) {
        return points(part).stream().map(Point::value).findFirst();
    }

    @Test
    void answersWhatPrometheusWouldAboutTheSameSamples() {
        var recording = Recording.ofPod("a");
        for (var ago = 214L; ago >= 4; ago -= 10) {
            var finished = 1000 - 2.0 * ago;
            read(ago, counts(finished, 3, 1));
            recording.at(ago, finished, 3, 1);
        }
        assertThat(history.series(NOW)).containsAll(recording.answers(SAMPLING));
    }

    @Test
    void aFailedScrapeEndsTheSeriesUntilTheNextGoodOne() {
        read(34, counts(10, 1, 0));
        history.add(NOW.minusSeconds(24), Page.NONE);
        assertThat(points(SeriesTag.RUNNING))
                .extracting(Point::atMillis)
                .containsExactly(NOW.minusSeconds(30).toEpochMilli());
        assertThat(value(SeriesTag.NEWEST)).contains(NOW.minusSeconds(34).toEpochMilli() / 1000.0);
        read(4, counts(12, 1, 0));
        assertThat(points(SeriesTag.RUNNING)).extracting(Point::atMillis).contains(NOW.toEpochMilli());
    }

    @Test
    void aSampleIsNoLongerTheValueWhenItIsStale() {
        read(125, counts(10, 1, 0));
        assertThat(points(SeriesTag.RUNNING)).extracting(Point::atMillis).doesNotContain(NOW.toEpochMilli());
    }

    @Test
    void sumsGrowOverTheWindowAndAFallIsARestart() {
        var line = "vllm:request_prompt_tokens_sum{model_name=\"" + MODEL + "\"} ";
        read(95, line + 100);
        read(65, line + 500);
        read(45, line + 530);
        read(25, line + 7);
        read(5, line + 9);
        // from 500 at the window's beginning to 530, then from 0 to 9
        assertThat(value(SeriesTag.PROMPT_TOKENS)).contains(39.0);
    }

    @Test
    void aSingleValueHasNoGrowth() {
        read(5, "vllm:request_prompt_tokens_sum{model_name=\"" + MODEL + "\"} 9");
        assertThat(value(SeriesTag.PROMPT_TOKENS)).isEmpty();
    }

    @Test
    void theShareOfCacheIsTheNewest() {
        read(15, "vllm:gpu_cache_usage_perc{model_name=\"" + MODEL + "\"} 0.5");
        read(5, "vllm:gpu_cache_usage_perc{model_name=\"" + MODEL + "\"} 0.6");
        assertThat(value(SeriesTag.GPU_CACHE)).contains(0.6);
        assertThat(value(SeriesTag.KV_CACHE)).isEmpty();
    }

    @Test
    void eachModelHasItsOwnSeries() {
        read(5, "vllm:num_requests_running{model_name=\"x\"} 1\nvllm:num_requests_running{model_name=\"y\"} 2");
        assertThat(history.series(NOW))
                .extracting(Series::key)
                .contains(new PodKey("x", NAMESPACE, "a"), new PodKey("y", NAMESPACE, "a"));
    }

    @Test
    void whatNoMeasureNeedsIsForgotten() {
        read(500, "vllm:num_requests_running{model_name=\"old\"} 1");
        read(5, counts(1, 0, 0));
        assertThat(history.series(NOW)).extracting(one -> one.key().model()).containsOnly(MODEL);
        assertThat(history.endedBefore(NOW.minusSeconds(6))).isFalse();
        assertThat(history.endedBefore(NOW)).isTrue();
    }
}
