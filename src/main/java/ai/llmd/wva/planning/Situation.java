package ai.llmd.wva.planning;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PreviousDecision;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantMemory;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that decides on one variant.
 *
 * @param lastGood the last decision from measured load: remembered, else as the variant's status shows
 * @param inputTokens mean prompt tokens: measured, else the last known
 * @param outputTokens mean generated tokens: measured, else the last known
 */
record Situation(
        Instant at,
        Fleet fleet,
        Variant variant,
        Measurement measurement,
        Optional<PreviousDecision> lastGood,
        OptionalDouble inputTokens,
        OptionalDouble outputTokens) {

    static Situation of(Observation observation, Variant variant, Optional<VariantMemory> memory) {
        var measurement = observation.measurements().get(variant.id());
        var load = measurement instanceof Measured measured ? measured.load() : Load.NONE;
        return new Situation(
                observation.at(),
                observation.fleet(),
                variant,
                measurement,
                memory.flatMap(VariantMemory::lastGood).or(variant::previous),
                measuredElse(
                        load.inputTokens(),
                        memory.map(VariantMemory::inputTokens).orElse(OptionalDouble.empty())),
                measuredElse(
                        load.outputTokens(),
                        memory.map(VariantMemory::outputTokens).orElse(OptionalDouble.empty())));
    }

    Bounds bounds() {
        return Bounds.of(variant, fleet.settings());
    }

    /** Whether the variant may run on an accelerator: any, unless it keeps the one that it is on. */
    boolean mayUse(String accelerator) {
        boolean keeps = variant.keepAccelerator().orElse(fleet.settings().keepAccelerator());
        return !keeps || variant.currentAccelerator().map(accelerator::equals).orElse(true);
    }

    private static OptionalDouble measuredElse(OptionalDouble measured, OptionalDouble lastKnown) {
        return measured.isPresent() && measured.getAsDouble() >= 0 ? measured : lastKnown;
    }
}
