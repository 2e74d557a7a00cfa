package ai.llmd.wva.planning.solver;

import java.util.List;
import java.util.Optional;

/**
 * What wants to be served.
 *
 * @param name unique in its problem; ties break by it
 * @param priority 1 is served first
 * @param choices the ways to serve it, best first ({@link Choice#ORDER}); at least one
 * @param mixture where the demand may be spread over several accelerators, what may be mixed; the choices are then some
 *     of the mixtures
 */
public record Demand(String name, int priority, List<Choice> choices, Optional<Mixture> mixture) {
    public Demand {
        choices = choices.stream().sorted(Choice.ORDER).toList();
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("demand " + name + " has no choice");
        }
    }

    public Demand(String name, int priority, List<Choice> choices) {
        this(name, priority, choices, Optional.empty());
    }

    /** The same with other choices. */
    Demand withChoices(List<Choice> others) {
        return new Demand(name, priority, others, mixture);
    }
}
