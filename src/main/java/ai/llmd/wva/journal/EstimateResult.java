package ai.llmd.wva.journal;

import ai.llmd.wva.model.Checks;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.util.SortedMap;

/**
 * What another policy would have decided, beside what was decided.
 *
 * @param covered the time that the decisions count for
 * @param recordedCents what the recorded decisions cost in that time, as planned
 * @param estimatedCents what the others would have
 */
public record EstimateResult(
        long cycles,
        Duration covered,
        double recordedCents,
        double estimatedCents,
        SortedMap<VariantId, OfVariant> variants) {
    public EstimateResult {
        Checks.present(covered, "covered");
        variants = Checks.sorted(variants);
    }

    /**
     * What was decided on one variant by both.
     *
     * @param unlike cycles in which the replicas differ
     */
    public record OfVariant(Decided recorded, Decided estimated, long unlike) {
        public OfVariant {
            Checks.present(recorded, "recorded");
            Checks.present(estimated, "estimated");
        }
    }

    /** Replicas decided on over time. */
    public record Decided(double meanReplicas, int mostReplicas) {}
}
