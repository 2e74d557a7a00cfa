package ai.llmd.wva.model;

import java.time.Instant;

/**
 * The last good decision for a variant: what is held while its inputs are missing.
 *
 * @param accelerator may be empty where none was chosen
 */
public record LastGoodDecision(String accelerator, int replicas, Instant at) {
    public LastGoodDecision {
        Checks.atLeast(0, replicas, "replicas");
    }
}
