package ai.llmd.wva.planning;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.planning.solver.Choice;
import ai.llmd.wva.planning.solver.Demand;
import java.util.List;
import java.util.Optional;

/** Load that wants accelerators, for one variant or for several that share it. */
sealed interface Claim extends Assessment permits SoloClaim, SharedClaim {
    /** The variants whose load it is; at least one. */
    List<Situation> situations();

    /** Their names. */
    default List<VariantId> ids() {
        return Situation.ids(situations());
    }

    /** Whether nothing acts on what is decided on them. */
    default boolean advisory() {
        return situations().get(0).advisory();
    }

    /** Whether more is claimed than what arrived of late needs: room for growth. */
    boolean wantsRoom();

    /** What its demand is called; no two claims are called the same. */
    default String name() {
        return situations().get(0).variant().id().toString();
    }

    /** Its part in sharing out limited accelerators. */
    Demand demand();

    /** The same on one accelerator each, which is made in no time; what it is where that cannot be. */
    Demand plainDemand();

    /** The same with what its choices cost instead of what they are worth; empty where that makes no difference. */
    Optional<Demand> costDemand();

    /** By how much the decision where accelerators are not limited costs more than the cheapest, cents per hour. */
    double keptForMovesCentsPerHour();

    /** The same if what runs could change its accelerator at will; empty where that makes no difference. */
    Optional<Demand> movingDemand();

    /** The decisions where accelerators are not limited. */
    List<Decision> unlimited();

    /**
     * The decisions where accelerators are limited.
     *
     * @param granted what it got
     * @param advised what it would have got, could it move
     */
    List<Decision> granted(Grant granted, Optional<Choice> advised);
}
