package ai.llmd.wva.signals;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts requests that a gateway holds back as waiting requests of the variant that they are for. Variants that serve
 * the same stage of the same model share them equally, as they share their load. Where requests may be for variants of
 * several loads, they only keep what is there.
 */
public final class GatewayQueues {
    private GatewayQueues() {}

    /** Requests for some variants, all of which may get them. */
    private static final class Held {
        private double now;
        private double growthPerSecond;
        private double standing;
        private boolean ambiguous;

        void add(Points points, Duration window, double share, boolean shared) {
            var from = Math.max(0, points.indexAt(points.lastAt() - window.toMillis()));
            var least = Double.MAX_VALUE;
            var sum = 0.0;
            for (var i = from; i < points.size(); i++) {
                var value = Math.max(0, points.value(i));
                least = Math.min(least, value);
                sum += value;
            }
            var seconds = (points.lastAt() - points.at(from)) / MILLIS_PER_SECOND;
            now += share * Math.max(0, points.last());
            growthPerSecond += seconds > 0 ? share * (points.last() - points.value(from)) / seconds : 0;
            standing += least > 0 ? share * sum / (points.size() - from) : 0;
            ambiguous |= shared && points.last() > 0;
        }
    }

    private record OneLoad(String namespace, String model, String role, String serviceClass) {
        static OneLoad of(Variant variant) {
            return new OneLoad(
                    variant.id().namespace(),
                    variant.modelId(),
                    variant.role().name(),
                    variant.sloClassRef().map(Object::toString).orElse(""));
        }
    }

    /**
     * The measurements with what waits in gateways.
     *
     * @param variants all of the fleet
     * @param staleAfterMillis of the epoch; series that ended before that count no more
     * @param window over which a queue must stand
     */
    public static SortedMap<VariantId, Measurement> added(
            SortedMap<VariantId, Measurement> measurements,
            Collection<Variant> variants,
            Collection<GatewaySeries> series,
            long staleAfterMillis,
            Duration window) {
        var held = new HashMap<VariantId, Held>();
        for (var one : series) {
            if (!one.points().isEmpty() && one.points().lastAt() >= staleAfterMillis) {
                attribute(one, variants, window, held);
            }
        }
        if (held.isEmpty()) {
            return measurements;
        }
        var added = new TreeMap<>(measurements);
        held.forEach((id, queue) -> added.computeIfPresent(
                id,
                (same, measurement) ->
                        measurement instanceof Measured measured ? with(measured, queue, window) : measurement));
        return Collections.unmodifiableSortedMap(added);
    }

    /**
     * Variants that may get requests which wait.
     *
     * @param staleAfterMillis of the epoch; series that ended before that count no more
     */
    public static SortedSet<VariantId> awaited(
            Collection<Variant> variants, Collection<GatewaySeries> series, long staleAfterMillis) {
        var awaited = new TreeSet<VariantId>();
        for (var one : series) {
            var points = one.points();
            if (!points.isEmpty() && points.lastAt() >= staleAfterMillis && points.last() > 0) {
                served(one, variants).forEach(variant -> awaited.add(variant.id()));
            }
        }
        return Collections.unmodifiableSortedSet(awaited);
    }

    private static List<Variant> served(GatewaySeries series, Collection<Variant> variants) {
        var served = new ArrayList<Variant>();
        for (var variant : variants) {
            if (variant.id().namespace().equals(series.namespace()) && mayServe(variant, series.models())) {
                served.add(variant);
            }
        }
        return served;
    }

    private static void attribute(
            GatewaySeries series, Collection<Variant> variants, Duration window, Map<VariantId, Held> held) {
        var here = served(series, variants);
        boolean ambiguous = here.stream().map(OneLoad::of).distinct().count() > 1;
        for (var variant : here) {
            held.computeIfAbsent(variant.id(), any -> new Held())
                    .add(series.points(), window, 1.0 / here.size(), ambiguous);
        }
    }

    private static boolean mayServe(Variant variant, List<String> models) {
        return models.isEmpty() || models.stream().anyMatch(variant.modelNames()::contains);
    }

    private static Measured with(Measured measured, Held held, Duration window) {
        if (held.now == 0) {
            return measured;
        }
        var caveats = new ArrayList<>(measured.caveats());
        caveats.add(new Caveat.GatewayQueue(held.ambiguous));
        var load = held.ambiguous ? measured.load() : with(measured.load(), held, window);
        return new Measured(load, measured.age(), measured.reportingPods(), measured.expectedPods(), caveats);
    }

    /** What comes to wait there arrives; what stands there should be served within a window. */
    private static Load with(Load load, Held held, Duration window) {
        return load.withQueue(
                load.arrivalRatePerSecond() + Math.max(0, held.growthPerSecond),
                load.waiting() + held.now,
                load.abandonedRatePerSecond() + held.standing / (window.toMillis() / MILLIS_PER_SECOND));
    }
}
