package ai.llmd.wva.planning;

import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.planning.solver.Choice;
import ai.llmd.wva.planning.solver.Part;
import java.util.List;

/**
 * What a claim got.
 *
 * @param parts of the choice that it got; empty-handed without any
 * @param full whether that serves it in full
 */
record Grant(List<Part> parts, boolean full) {
    private static final Grant NOTHING = new Grant(List.of(), false);

    static Grant of(AllocationSolution solution, String demand) {
        var served = solution.served().get(demand);
        if (served != null) {
            return new Grant(served.parts(), true);
        }
        var partial = solution.partial().get(demand);
        return partial == null ? NOTHING : new Grant(partial.parts(), false);
    }

    static Grant full(Choice choice) {
        return new Grant(choice.parts(), true);
    }

    /** Replicas for a server. */
    int replicas(String server) {
        int replicas = 0;
        for (var part : parts) {
            if (part.server().equals(server)) {
                replicas += part.replicas();
            }
        }
        return replicas;
    }

    /** Whether a choice of one accelerator is more of the same. */
    boolean isPartOf(Choice choice) {
        return parts.size() == 1
                && choice.parts().size() == 1
                && parts.get(0).accelerator().equals(choice.parts().get(0).accelerator());
    }
}
