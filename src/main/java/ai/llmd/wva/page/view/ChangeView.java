package ai.llmd.wva.page.view;

import ai.llmd.wva.history.ScalingChange;
import ai.llmd.wva.model.Outcome;
import java.time.Instant;
import java.util.OptionalInt;

/** A decision that changed something. */
public record ChangeView(
        long id,
        Instant at,
        long cycle,
        String namespace,
        String name,
        Outcome outcome,
        OptionalInt from,
        OptionalInt to,
        String reason) {
    public static ChangeView of(ScalingChange change) {
        return new ChangeView(
                change.id(),
                change.at(),
                change.cycle(),
                change.variant().namespace(),
                change.variant().name(),
                change.outcome(),
                change.from(),
                change.to(),
                change.reason());
    }
}
