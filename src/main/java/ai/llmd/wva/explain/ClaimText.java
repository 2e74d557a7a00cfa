package ai.llmd.wva.explain;

import ai.llmd.wva.model.ControllerClaim;

/** Two controllers that want the same resource, in words. */
public final class ClaimText {
    private static final String REMEDY = "have one of them watch this namespace (controller.watchNamespaces), or run"
            + " both with CONTROLLER_INSTANCE and label the resource for one"
            + " (wva.llmd.ai/controller-instance)";

    private ClaimText() {}

    /** For the owner of the resource; the same whichever of the two says it. */
    public static String of(ControllerClaim claim) {
        return "controller " + claim.holder() + " manages it, and "
                + claim.contender()
                        .map(other -> "controller " + other + " stays passive")
                        .orElse("this one stays passive");
    }

    public static String remedy() {
        return REMEDY;
    }

    public static String full(ControllerClaim claim) {
        return of(claim) + ": " + REMEDY;
    }
}
