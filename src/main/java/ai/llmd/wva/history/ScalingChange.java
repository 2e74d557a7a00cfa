package ai.llmd.wva.history;

import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A decision that differs from the one before it, in its number or in how it came about.
 *
 * @param id rises, over restarts too as long as the clock does
 * @param from desired replicas before; empty where nothing was desired or known
 * @param reason in words
 */
public record ScalingChange(
        long id,
        Instant at,
        long cycle,
        VariantId variant,
        Outcome outcome,
        OptionalInt from,
        OptionalInt to,
        String reason) {}
