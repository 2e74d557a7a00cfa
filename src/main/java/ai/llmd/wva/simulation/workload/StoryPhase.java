package ai.llmd.wva.simulation.workload;

/**
 * A heading for a part of a run, for whoever watches it; it changes nothing.
 *
 * @param atSeconds where the part begins, 0 or more
 */
public record StoryPhase(double atSeconds, String name) {
    public StoryPhase {
        Refuse.ifNegative(atSeconds, "atSeconds");
        Refuse.ifBlank(name, "the name of a phase");
    }
}
