package ai.llmd.wva.model;

import java.util.List;

/** Declarations that cannot be planned. */
public final class NotPlanned {
    private NotPlanned() {}

    public static HoldCause because(String message) {
        return new HoldCause.Invalid(List.of(problem(new VariantId("ns", "variant"), message)));
    }

    public static Problem problem(VariantId variant, String message) {
        return new Problem(new Subject.Resource(variant), Effect.NOT_PLANNED, message);
    }
}
