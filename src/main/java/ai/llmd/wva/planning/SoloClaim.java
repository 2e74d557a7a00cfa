package ai.llmd.wva.planning;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.planning.solver.Choice;
import ai.llmd.wva.planning.solver.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A variant that has its load to itself.
 *
 * @param allowed what it may be given, best first; at least one
 * @param options the same and what only its owner could give it, best first
 */
record SoloClaim(Situation situation, List<Option> allowed, List<Option> options) implements Claim {

    @Override
    public List<Situation> situations() {
        return List.of(situation);
    }

    @Override
    public boolean wantsRoom() {
        return allowed.get(0).demand().growth().isPresent();
    }

    @Override
    public Demand demand() {
        return demand(allowed, option -> option.choice(name()));
    }

    @Override
    public Demand plainDemand() {
        return demand();
    }

    @Override
    public Optional<Demand> costDemand() {
        return situation.from().isEmpty() || allowed.size() == 1
                ? Optional.empty()
                : Optional.of(demand(allowed, option -> option.costChoice(name())));
    }

    @Override
    public double keptForMovesCentsPerHour() {
        double cheapest = Double.POSITIVE_INFINITY;
        for (var option : allowed) {
            cheapest = Math.min(cheapest, option.costCentsPerHour());
        }
        return allowed.get(0).costCentsPerHour() - cheapest;
    }

    @Override
    public Optional<Demand> movingDemand() {
        return situation.keepsAccelerator() || allowed.size() == options.size()
                ? Optional.empty()
                : Optional.of(demand(options, option -> option.choice(name())));
    }

    private Demand demand(List<Option> from, Function<Option, Choice> made) {
        var choices = new ArrayList<Choice>(from.size());
        for (var option : from) {
            choices.add(made.apply(option));
        }
        return new Demand(name(), situation.serviceClass().orElseThrow().priority(), choices);
    }

    @Override
    public List<Decision> unlimited() {
        var best = allowed.get(0);
        var advice = advice(situation, options, Optional.of(best));
        return List.of(new SoloDecision(situation, best, runnerUp(best), advice).full());
    }

    @Override
    public List<Decision> granted(Grant granted, Optional<Choice> advised) {
        var meant = granted.parts().isEmpty()
                ? allowed.get(0)
                : option(granted.parts().get(0).accelerator());
        var advice = advised.flatMap(choice -> moved(choice, meant));
        var decision = new SoloDecision(situation, meant, runnerUp(meant), advice);
        return List.of(granted.full() ? decision.full() : decision.partial(granted.replicas(name())));
    }

    private Option option(String accelerator) {
        return allowed.stream()
                .filter(option -> option.accelerator().equals(accelerator))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Option> runnerUp(Option taken) {
        for (var option : options) {
            if (!option.accelerator().equals(taken.accelerator())) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private static Optional<Alternative> moved(Choice advised, Option taken) {
        var part = advised.parts().get(0);
        return part.accelerator().equals(taken.accelerator())
                ? Optional.empty()
                : Optional.of(new Alternative(part.accelerator(), part.replicas(), part.costCentsPerHour()));
    }

    /** The best option, where it is another than the one taken and the variant would go there if it could. */
    static Optional<Alternative> advice(Situation situation, List<Option> options, Optional<Option> taken) {
        if (options.isEmpty() || situation.keepsAccelerator()) {
            return Optional.empty();
        }
        var best = options.get(0);
        return taken.isPresent() && taken.get().accelerator().equals(best.accelerator())
                ? Optional.empty()
                : Optional.of(best.alternative());
    }
}
