package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.unready;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of the fleet. */
class MeterTest {
    private final Meter meter = new Meter(Measuring.SAMPLING, Measuring.NAMES);

    private SignalMemory memory = SignalMemory.NONE;

    private void see(long secondsAgo, Variant... fleet) {
        memory = meter.see(memory, PodFleets.of(fleet), NOW.minusSeconds(secondsAgo));
    }

    private double perSecond(Variant variant, Collection<SignalSeries> series) {
        var measurement = meter.measure(memory, List.of(variant), series, NOW)
                .measurements()
                .get(variant.id());
        assertThat(measurement).isInstanceOf(Measured.class);
        return ((Measured) measurement).load().arrivalRatePerSecond();
    }

    @Test
    void readyPodsThatNeverHadASeriesAreUnseen() {
        var variant = variant("v", running(ready("a", 900), ready("b", 900), unready("c")));
        var missing = variant("w", new TargetState.Missing("gone"));
        see(0, variant, missing);
        var part = List.of(variant, missing);
        memory = meter.measure(
                        memory, part, Servers.of("a", "").steady(60, 1_000).series(), NOW)
                .memory();
        assertThat(meter.unseen(memory, part)).containsExactly("b");
    }

    @Test
    void whatPodsOfAVariantServedThatWasGoneForAMomentIsItsDemand() {
        see(90, variant("v", running(ready("a", 900))));
        see(60);
        var back = variant("v", running());
        see(0, back);
        // 30 s of one a second are in the window of a minute
        var series = Servers.of("a", "").every(10, 4).between(180, 34).steady(60, 1_000);
        assertThat(perSecond(back, series.series())).isEqualTo(0.5, within(0.02));
    }

    @Test
    void aVariantThatComesBackAfterLongKnowsNoPodFromItsBirth() {
        see(900, variant("v", running(ready("a", 900))));
        see(800);
        see(500);
        var back = variant("v", running(ready("b", 45)));
        see(0, back);
        // a pod that was made meanwhile and is scraped since 40 s: what it counted before is of no time
        var series = Servers.of("b", "").every(10, 4).between(44, 0).steady(60, 1_000);
        assertThat(perSecond(back, series.series())).isEqualTo(1, within(0.05));
    }
}
