package ai.llmd.wva.model;

import ai.llmd.wva.model.Measurement.Measured;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A fleet and what was measured of it.
 *
 * @param cycle counts the cycles of one process from 1; every log line of a cycle carries it
 * @param at when it was measured
 * @param measurements one for each variant of the fleet
 */
public record Observation(long cycle, Instant at, Fleet fleet, SortedMap<VariantId, Measurement> measurements) {
    public Observation {
        measurements = Checks.sorted(measurements);
        if (!measurements.keySet().equals(fleet.variants().keySet())) {
            throw new IllegalArgumentException("an observation has one measurement for each variant of its fleet");
        }
    }

    /** What was measured of a variant, where its load is known. */
    public Optional<Measured> measured(VariantId id) {
        return measurements.get(id) instanceof Measured measured ? Optional.of(measured) : Optional.empty();
    }
}
