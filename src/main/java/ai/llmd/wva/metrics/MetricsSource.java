package ai.llmd.wva.metrics;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;

/** Measures the load of variants. */
public interface MetricsSource {

    /**
     * What is known of the load of each variant of the fleet at {@code now}, one entry for each of them. The future
     * never fails: whatever went wrong is a {@link Measurement.Unknown} of each variant that it concerns.
     */
    Future<SortedMap<VariantId, Measurement>> measure(Fleet fleet, Instant now);

    /**
     * Those of some variants without replicas that requests wait for in a gateway, by a quick look that is worth taking
     * every second. May fail; a source that sees no gateways knows of none.
     */
    default Future<SortedSet<VariantId>> awaited(Fleet fleet, SortedSet<VariantId> asleep, Instant now) {
        return Future.succeededFuture(Collections.emptySortedSet());
    }

    /**
     * Has a quick listener called, on any thread, when what the source measures with has changed so that measuring
     * again is worth while. The last listener counts.
     */
    default void onChange(Runnable listener) {}

    /** Lets measures that are under way end, and frees connections. */
    Future<Void> close();
}
