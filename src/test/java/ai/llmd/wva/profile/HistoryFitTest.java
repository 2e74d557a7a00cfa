package ai.llmd.wva.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.VirtualServer;
import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.metrics.scrape.TextFormat;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.RequestShape;
import ai.llmd.wva.signals.Points;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles from the metrics of a server in virtual time that is read once a minute. */
class HistoryFitTest {
    private static final int MINUTE_MILLIS = 60_000;
    private static final EngineNames NAMES = new EngineNames("vllm:");

    private final Map<Map<String, String>, Points.Builder> stored = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void threeHoursOfPoissonTrafficTellTheLaw(long seed) {
        serve(new Random(seed), 180);

        var found = FoundProfile.of(
                HistoryFit.of(series(), NAMES, "default/default", 60),
                new ProfileUse(
                        "H100", 2, OptionalInt.empty(), new RequestShape(1_000, 200), new LatencyTargets(0, 0, 0)));

        assertThat(found.decode().orElseThrow().alphaMillis()).isCloseTo(18, within(0.5));
        assertThat(found.betaMillis()).isCloseTo(0.12 + 1.5e-5 * 1_100, within(0.012));
        assertThat(found.prompts().orElseThrow().deltaMillis()).isCloseTo(1_000.0 / 15_928, within(0.004));
        assertThat(found.prompts().orElseThrow().gammaMillis()).isBetween(15.0, 25.0);
    }

    @Test
    void aStoreThatKnowsNothingOfTheModelTellsNothing() {
        assertThatThrownBy(() -> HistoryFit.of(List.of(), NAMES, "m", 60))
                .isInstanceOf(UnfitServerException.class)
                .hasMessageContaining("no history of 'm'");
    }

    /** Loads from next to nothing to some fifty requests at once, prompts of another mean length each minute. */
    private void serve(Random random, int minutes) {
        var calibration = Calibration.H100_QWEN32B_TP2;
        var server = new VirtualServer(EmulatorSettings.sample().running(calibration.law(), calibration.limits()));
        var at = 0.0;
        for (var minute = 0; minute < minutes; minute++) {
            var perSecond = 0.06 * Math.pow(150, (minute * 7 % 30) / 30.0);
            var mean = 200 + random.nextInt(2_000);
            for (at = Math.max(at, minute * (double) MINUTE_MILLIS); at < (minute + 1) * (double) MINUTE_MILLIS; ) {
                server.engine()
                        .submit(
                                at,
                                new SequenceSpec(
                                        mean / 2 + random.nextInt(mean),
                                        100 + random.nextInt(200),
                                        FinishReason.LENGTH));
                at -= Math.log(1 - random.nextDouble()) / perSecond * 1_000;
            }
            store((minute + 1L) * MINUTE_MILLIS, server.metricsPage((minute + 1) * (double) MINUTE_MILLIS));
        }
    }

    private void store(long at, String page) {
        for (var sample : TextFormat.parse(page)) {
            if (!NAMES.usesOf(sample.name()).isEmpty()) {
                var labels = new HashMap<>(sample.labels());
                labels.put(RawSeries.NAME, sample.name());
                labels.put("pod", "a");
                stored.computeIfAbsent(labels, any -> new Points.Builder()).add(at, sample.value());
            }
        }
    }

    private List<RawSeries> series() {
        var series = new ArrayList<RawSeries>();
        stored.forEach((labels, points) -> series.add(new RawSeries(labels, points.build(), false)));
        return series;
    }
}
