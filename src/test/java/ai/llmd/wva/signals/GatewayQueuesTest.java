package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Requests in the flow control of a gateway; 48 a minute are admitted. */
class GatewayQueuesTest {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private static Variant of(String name, String model) {
        return variant(PodFleets.NAMESPACE, name, model, running(ready(name + "-1", 900)));
    }

    private static GatewaySeries queue(String namespace, List<String> models, DoubleUnaryOperator waiting) {
        var points = new Points.Builder();
        for (var ago = 94; ago >= 4; ago -= 15) {
            points.add(NOW.minusSeconds(ago).toEpochMilli(), waiting.applyAsDouble(-ago));
        }
        return new GatewaySeries(namespace, models, points.build());
    }

    private static SortedMap<VariantId, Measurement> admitted(Variant... variants) {
        var measurements = new TreeMap<VariantId, Measurement>();
        for (var variant : variants) {
            var load = new Load(
                    48 / 60.0,
                    OptionalDouble.empty(),
                    OptionalDouble.of(100),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    4,
                    0,
                    OptionalDouble.empty());
            measurements.put(variant.id(), new Measured(load, Duration.ZERO, 1, 1));
        }
        return measurements;
    }

    private static Measured added(Variant variant, GatewaySeries queue, Variant... others) {
        var all = new Variant[others.length + 1];
        all[0] = variant;
        System.arraycopy(others, 0, all, 1, others.length);
        var stale = NOW.minusSeconds(120).toEpochMilli();
        return (Measured) GatewayQueues.added(admitted(all), List.of(all), List.of(queue), stale, WINDOW)
                .get(variant.id());
    }

    @Test
    void requestsThatTheGatewayHoldsWaitAndAreToBeServedWithinAWindow() {
        var measured = added(of("v", "m"), queue(PodFleets.NAMESPACE, List.of("m"), second -> 100));
        assertThat(measured.load().waiting()).isEqualTo(100);
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(0.8, within(1e-9));
        assertThat(60 * measured.load().abandonedRatePerSecond()).isEqualTo(100, within(1e-6));
        assertThat(measured.caveats()).containsExactly(new Caveat.GatewayQueue(false));
    }

    @Test
    void requestsWaitForThoseThatMayServeThem() {
        var mine = of("v", "m");
        var other = of("w", "n");
        var all = List.of(mine, other);
        var stale = NOW.minusSeconds(120).toEpochMilli();
        assertThat(GatewayQueues.awaited(all, List.of(queue(PodFleets.NAMESPACE, List.of("m"), second -> 1)), stale))
                .containsExactly(mine.id());
        assertThat(GatewayQueues.awaited(all, List.of(queue(PodFleets.NAMESPACE, List.of(), second -> 1)), stale))
                .containsExactly(mine.id(), other.id());
        assertThat(GatewayQueues.awaited(
                        all,
                        List.of(
                                queue("other", List.of("m"), second -> 1),
                                queue(PodFleets.NAMESPACE, List.of("m"), second -> 0),
                                new GatewaySeries(PodFleets.NAMESPACE, List.of("m"), new Points.Builder().build())),
                        stale))
                .isEmpty();
        assertThat(GatewayQueues.awaited(
                        all, List.of(queue(PodFleets.NAMESPACE, List.of("m"), second -> 1)), NOW.toEpochMilli()))
                .isEmpty();
    }

    @Test
    void aQueueThatGrowsThereIsArrivals() {
        var measured = added(of("v", "m"), queue(PodFleets.NAMESPACE, List.of("m"), second -> 100 + second));
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1.8, within(1e-9));
    }

    @Test
    void variantsOfOneLoadShareIt() {
        var measured = added(of("v", "m"), queue(PodFleets.NAMESPACE, List.of("m"), second -> 100), of("w", "m"));
        assertThat(measured.load().waiting()).isEqualTo(50);
        assertThat(measured.caveats()).containsExactly(new Caveat.GatewayQueue(false));
    }

    @Test
    void requestsThatMayBeForSeveralModelsOnlyKeepWhatIsThere() {
        var measured = added(of("v", "m"), queue(PodFleets.NAMESPACE, List.of(), second -> 100), of("w", "n"));
        assertThat(measured.load().waiting()).isZero();
        assertThat(measured.load().abandonedRatePerSecond()).isZero();
        assertThat(measured.caveats()).containsExactly(new Caveat.GatewayQueue(true));
    }

    @Test
    void requestsForAnotherModelOrNamespaceAreNotItsOwn() {
        assertThat(added(of("v", "m"), queue(PodFleets.NAMESPACE, List.of("n"), second -> 100)))
                .extracting(Measured::caveats)
                .isEqualTo(List.of());
        assertThat(added(of("v", "m"), queue("other", List.of("m"), second -> 100)))
                .extracting(Measured::caveats)
                .isEqualTo(List.of());
    }

    @Test
    void aQueueThatEmptiedInBetweenDoesNotStand() {
        var measured = added(
                of("v", "m"),
                queue(PodFleets.NAMESPACE, List.of("m"), second -> second < -40 && second > -50 ? 0 : 10));
        assertThat(measured.load().waiting()).isEqualTo(10);
        assertThat(measured.load().abandonedRatePerSecond()).isZero();
    }

    @Test
    void oneSampleOfAQueueTellsOfNoGrowth() {
        var single = new GatewaySeries(
                PodFleets.NAMESPACE,
                List.of("m"),
                Points.single(NOW.minusSeconds(4).toEpochMilli(), 100));
        var load = added(of("v", "m"), single).load();
        assertThat(load.waiting()).isEqualTo(100);
        assertThat(load.arrivalRatePerSecond()).isEqualTo(0.8, within(1e-9));
    }

    @Test
    void anEmptyQueueForSeveralModelsKeepsNothing() {
        assertThat(added(of("v", "m"), queue(PodFleets.NAMESPACE, List.of(), second -> 0), of("w", "n"))
                        .caveats())
                .isEmpty();
    }

    @Test
    void anEmptyQueueThatIsSharedDoesNotMakeAnotherAmbiguous() {
        var variants = List.of(of("v", "m"), of("w", "n"));
        var own = queue(PodFleets.NAMESPACE, List.of("m"), second -> 100);
        var shared = queue(PodFleets.NAMESPACE, List.of(), second -> 0);
        var measured = (Measured) GatewayQueues.added(
                        admitted(variants.get(0), variants.get(1)), variants, List.of(own, shared), 0, WINDOW)
                .get(variants.get(0).id());
        assertThat(measured.load().waiting()).isEqualTo(100);
        assertThat(measured.caveats()).containsExactly(new Caveat.GatewayQueue(false));
    }

    @Test
    void aSeriesWithoutSamplesIsNoQueue() {
        var empty = new GatewaySeries(PodFleets.NAMESPACE, List.of("m"), new Points.Builder().build());
        assertThat(added(of("v", "m"), empty).caveats()).isEmpty();
    }

    @Test
    void aQueueDoesNotMakeAnUnknownLoadKnown() {
        var variant = of("v", "m");
        var unknown = new TreeMap<VariantId, Measurement>();
        unknown.put(variant.id(), new Unknown(Cause.STALE, "old"));
        var queue = queue(PodFleets.NAMESPACE, List.of("m"), second -> 100);
        assertThat(GatewayQueues.added(unknown, List.of(variant), List.of(queue), 0, WINDOW))
                .isEqualTo(unknown);
    }

    @Test
    void whatAGatewayThatIsGoneHeldCountsNoMore() {
        var old = new GatewaySeries(
                PodFleets.NAMESPACE,
                List.of("m"),
                Points.single(NOW.minusSeconds(300).toEpochMilli(), 100));
        assertThat(added(of("v", "m"), old).caveats()).isEmpty();
    }
}
