package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;

/** What a look at one variant, or at several that share a load, gives: a decision, or a claim on accelerators. */
sealed interface Assessment permits Assessment.Settled, Claim {

    /** Decided whatever the others want: held, idle or refused. */
    record Settled(Decision decision) implements Assessment {}
}
