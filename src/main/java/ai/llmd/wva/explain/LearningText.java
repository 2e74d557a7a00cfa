package ai.llmd.wva.explain;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Learning;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.Rationale.SharedLoad;

/** Words for a decision by a learned profile. */
final class LearningText {
    private static final double PERCENT = 100;

    private LearningText() {}

    /** To be added to a reason: {@code ; by a learned profile, 27 % slower than declared}, or nothing. */
    static String phrase(Decision decision) {
        boolean sized = decision.rationale() instanceof OwnLoad || decision.rationale() instanceof SharedLoad;
        return decision.learning()
                .filter(learning -> sized && learning.used())
                .map(learning -> "; by a learned profile" + beside(learning))
                .orElse("");
    }

    private static String beside(Learning learning) {
        if (learning.timesAsLong().isEmpty()) {
            return "";
        }
        long more = Math.round(PERCENT * (learning.timesAsLong().getAsDouble() - 1));
        if (more == 0) {
            return ", about as fast as declared";
        }
        return ", " + Math.abs(more) + " % " + (more > 0 ? "slower" : "faster") + " than declared";
    }
}
