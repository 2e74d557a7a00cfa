package ai.llmd.wva.optimize;

import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.optimize.input.Input;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.PolicyRun;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Plans what was read, as the controller plans what it observes. */
public final class Optimization {
    private Optimization() {}

    /**
     * Plans.
     *
     * @param policies makes a policy that keeps to these rules
     * @param nanos a clock that only goes forward, as {@link System#nanoTime()}
     */
    public static Answer run(
            Input input, PlanChoices choices, Function<PlanningRules, Policy<?>> policies, LongSupplier nanos) {
        boolean mixed = choices.mixed() || input.rules().mixed();
        var fleet = mixed
                ? Mixing.apart(input.observation(), input.servers())
                : Mixing.whole(input.observation(), input.servers());
        var rules = rules(input, choices, mixed);
        long start = nanos.getAsLong();
        var cycle = PolicyRun.start(policies.apply(rules))
                .plan(fleet.observation(), WorkLimit.within(choices.timeLimit(), nanos));
        var plan = cycle.plan();
        double millis = (nanos.getAsLong() - start) / NANOS_PER_MILLI;
        var reader = new PlanReader(input, plan);
        return new Answer(
                reader.servers(fleet.parts()),
                plan.summary(),
                plan.summary().solver().isEmpty()
                        ? rules.solver().label()
                        : plan.summary().solver(),
                reader.devices(),
                millis,
                notes(input, mixed, fleet),
                cycle.failures(),
                cycle.problem());
    }

    /** A mix is what would be best from nothing: what runs now could not become it by itself. */
    private static PlanningRules rules(Input input, PlanChoices choices, boolean mixed) {
        return new PlanningRules(
                choices.solver().orElse(SolverKind.NEAR_EXACT),
                choices.saturation().or(input.rules()::saturation).orElse(SaturationPolicy.PRIORITY_ROUND_ROBIN),
                input.rules().delayedBestEffort(),
                input.live() && !mixed,
                choices.law(),
                OptionalDouble.of(choices.gap()));
    }

    private static List<String> notes(Input input, boolean mixed, Mixing.Mixed fleet) {
        var notes =
                new ArrayList<>(input.notes().stream().map(ProblemText::full).toList());
        if (mixed && fleet.parts().values().stream().allMatch(parts -> parts.size() == 1)) {
            notes.add("no server has a choice of accelerators to mix: each keeps the one that it is on, has bounds, or"
                    + " has no load");
        }
        return notes;
    }
}
