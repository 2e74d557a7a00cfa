package ai.llmd.wva.metrics.scrape;

import static ai.llmd.wva.signals.PodFleets.MODEL;
import static ai.llmd.wva.signals.PodFleets.NAMESPACE;
import static ai.llmd.wva.signals.PodFleets.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.metrics.SeriesNaming;
import ai.llmd.wva.metrics.StoredSeries;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.signals.Recording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodHistoryTest {
    private static final Duration LOOK_BACK = Duration.ofMinutes(3);
    private static final PodAddress ADDRESS = new PodAddress(NAMESPACE, "a");

    private final PodHistory history = new PodHistory(ADDRESS, SeriesConfiguration.defaults(), LOOK_BACK);

    private void read(long secondsAgo, String text) {
        history.add(NOW.minusSeconds(secondsAgo), TextFormat.parse(text));
    }

    private static String counts(double finished, double running, double waiting) {
        return String.format(Locale.ROOT, """
            vllm:request_success_total{model_name="%1$s"} %2$f
            vllm:num_requests_running{model_name="%1$s"} %3$f
            vllm:num_requests_waiting{model_name="%1$s"} %4$f
            """, MODEL, finished, running, waiting);
    }

    private List<RawSeries> named(String name) {
        return history.series(NOW).stream()
                .filter(one -> one.name().equals(name))
                .toList();
    }

    private static Points points(double... secondsAgoAndValues) {
        var points = new Points.Builder();
        for (var i = 0; i < secondsAgoAndValues.length; i += 2) {
            points.add(NOW.minusSeconds((long) secondsAgoAndValues[i]).toEpochMilli(), secondsAgoAndValues[i + 1]);
        }
        return points.build();
    }

    @Test
    void aSampleThatSaysItsOwnTimeHasThat() {
        read(8, "a 1 " + NOW.minusSeconds(10).toEpochMilli());

        assertThat(named("a").get(0).points()).isEqualTo(points(10, 1));
        assertThat(named("up").get(0).points()).isEqualTo(points(8, 1));
    }

    @Test
    void hasTheSeriesThatPrometheusWouldHaveOfTheSameSamples() {
        var recording = Recording.ofPod("a");
        for (var ago = 174L; ago >= 4; ago -= 10) {
            var finished = 1000 - 2.0 * ago;
            read(ago, counts(finished, 3, 1));
            recording.at(ago, finished, 3, 1);
        }
        var expected = new ArrayList<RawSeries>();
        for (var one : StoredSeries.of(recording)) {
            var labels = new HashMap<>(one.labels());
            labels.put("instance", "a");
            expected.add(new RawSeries(labels, one.points(), one.unusable()));
        }
        assertThat(history.series(NOW)).containsAll(expected).hasSize(expected.size() + 1);
    }

    @Test
    void samplesAreAsOldAsTheirPageAndGoBackAsFarAsMeasuringLooks() {
        read(181, counts(1, 0, 0));
        read(180, counts(2, 0, 0));
        read(5, counts(3, 0, 0));
        assertThat(named("vllm:request_success_total"))
                .extracting(RawSeries::points)
                .containsExactly(points(180, 2, 5, 3));
    }

    @Test
    void aFailedScrapeHasNoSampleAndIsTold() {
        read(34, counts(10, 1, 0));
        history.addFailure(NOW.minusSeconds(24));
        read(14, counts(12, 1, 0));
        assertThat(named("vllm:request_success_total"))
                .extracting(RawSeries::points)
                .containsExactly(points(34, 10, 14, 12));
        assertThat(named("up")).extracting(RawSeries::points).containsExactly(points(34, 1, 24, 0, 14, 1));
    }

    @Test
    void aPageWithoutSeriesWasReadNevertheless() {
        read(5, "");
        assertThat(history.series(NOW))
                .containsExactly(new RawSeries(
                        Map.of("__name__", "up", "namespace", NAMESPACE, "pod", "a", "instance", "a"),
                        points(5, 1),
                        false));
    }

    @Test
    void eachCombinationOfLabelsIsASeries() {
        read(5, """
            vllm:request_success_total{engine="0",finished_reason="stop",model_name="m"} 5
            vllm:request_success_total{engine="0",finished_reason="length",model_name="m"} 2
            vllm:request_success_total{engine="1",finished_reason="stop",model_name="n"} 1
            """);
        assertThat(named("vllm:request_success_total"))
                .extracting(one -> one.points().last())
                .containsExactlyInAnyOrder(5.0, 2.0, 1.0);
    }

    @Test
    void whereAPodIsGoesIntoTheLabelsOfTheSettings() {
        var series = new SeriesNaming().labels("model_name", "ns", "pod_name").configuration();
        var renamed = new PodHistory(ADDRESS, series, LOOK_BACK);
        renamed.add(NOW, TextFormat.parse("vllm:num_requests_running{model_name=\"m\"} 1"));
        assertThat(renamed.series(NOW))
                .allSatisfy(one ->
                        assertThat(one.labels()).containsEntry("ns", NAMESPACE).containsEntry("pod_name", "a"));
    }

    @Test
    void aPodsOwnIdeaOfWhereItIsDoesNotCount() {
        read(5, "vllm:num_requests_running{model_name=\"m\",namespace=\"x\",pod=\"y\",instance=\"z\"} 1");
        assertThat(named("vllm:num_requests_running").get(0).labels())
                .containsEntry("namespace", NAMESPACE)
                .containsEntry("pod", "a")
                .containsEntry("instance", "a");
    }

    @Test
    void whatIsNoNumberIsLeftOutAndRemembered() {
        read(15, "vllm:num_requests_running{model_name=\"m\"} 3");
        read(5, "vllm:num_requests_running{model_name=\"m\"} NaN");
        assertThat(named("vllm:num_requests_running")).singleElement().satisfies(one -> {
            assertThat(one.points()).isEqualTo(points(15, 3));
            assertThat(one.unusable()).isTrue();
        });
    }

    @Test
    void whatNoMeasureNeedsIsForgotten() {
        read(500, "vllm:num_requests_running{model_name=\"old\"} 1");
        read(5, counts(1, 0, 0));
        assertThat(named("vllm:num_requests_running"))
                .extracting(one -> one.label("model_name"))
                .containsExactly(MODEL);
        assertThat(history.endedBefore(NOW.minusSeconds(6))).isFalse();
        assertThat(history.endedBefore(NOW)).isTrue();
    }
}
