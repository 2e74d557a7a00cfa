package ai.llmd.wva.model;

/** Says when a solver must come to an end. Solvers have no clock of their own; whoever calls them may hand one in. */
@FunctionalInterface
public interface WorkLimit {
    /** No limit but the solver's own, which counts steps and so does not depend on the machine. */
    WorkLimit NONE = () -> false;

    boolean reached();
}
