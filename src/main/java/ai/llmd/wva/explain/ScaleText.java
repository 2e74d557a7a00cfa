package ai.llmd.wva.explain;

import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRemark.ActedOn;
import ai.llmd.wva.model.ScaleRemark.Paced;
import ai.llmd.wva.model.ScaleRemark.Refused;
import ai.llmd.wva.model.ScaleRemark.Unsure;
import ai.llmd.wva.model.ScaleRemark.Withheld;
import ai.llmd.wva.model.TargetRef;
import java.util.Locale;

/** Why the controller does not ask a target for what is decided, in words, and what mends it. */
public final class ScaleText {
    private ScaleText() {}

    /** A clause. */
    public static String of(ScaleRemark remark) {
        if (remark instanceof ActedOn acted) {
            return "not scaled by the controller, since " + AutoscalerText.name(acted.by())
                    + " acts on the same target; delete "
                    + acted.by()
                            .scaledObject()
                            .map(owner -> "ScaledObject " + owner)
                            .orElse("it")
                    + ", or set actuation to metrics";
        }
        if (remark instanceof Unsure unsure) {
            return "not scaled by the controller, since it is not known whether a HorizontalPodAutoscaler acts on "
                    + unsure.target() + ": " + unsure.why();
        }
        if (remark instanceof Withheld withheld) {
            return "not scaled by the controller, "
                    + (withheld.outcome() == Outcome.FROZEN
                            ? "since the variant is frozen"
                            : "since its declaration cannot be used");
        }
        if (remark instanceof Paced paced) {
            return "asked for " + paced.asked() + " now: "
                    + switch (paced.brake()) {
                        case RATE, WINDOW -> PaceText.of(paced);
                        case BOUND -> "it was outside minReplicas and maxReplicas";
                    };
        }
        var refused = (Refused) remark;
        return switch (refused.why().reason()) {
            case FORBIDDEN ->
                "not scaled, since the controller may not get and update " + resource(refused.target())
                        + "/scale: install the component deploy/direct-actuation";
            case NOT_FOUND -> "not scaled: " + refused.target() + " is not found";
            case CONFLICT -> "not scaled yet: somebody else changed " + refused.target() + "; trying again in 15 s";
            case OTHER ->
                "not scaled yet: the scale of " + refused.target() + " cannot be written, "
                        + refused.why().message() + "; trying again in the next cycle";
        };
    }

    private static String resource(TargetRef target) {
        return target.kind().toLowerCase(Locale.ROOT) + "s";
    }
}
