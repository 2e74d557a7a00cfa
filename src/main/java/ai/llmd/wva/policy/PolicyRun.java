package ai.llmd.wva.policy;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A policy at work, and what it remembers by now: whoever runs it need not know what that is. Immutable. */
public record PolicyRun<M>(Policy<M> policy, M memory) {

    /** A run before its first cycle. */
    public static <M> PolicyRun<M> start(Policy<M> policy) {
        return new PolicyRun<>(policy, policy.initialMemory());
    }

    /**
     * What one cycle gives.
     *
     * @param failures faults of ours on the way
     * @param problem that was solved, where others could check it
     * @param next to plan the next cycle with
     */
    public record Cycle<M>(
            Plan plan, List<PlanningFailure> failures, Optional<SolvedProblem> problem, PolicyRun<M> next) {}

    /** Plans one cycle. Where the policy throws, every variant keeps what its status shows, and the memory stays. */
    public Cycle<M> plan(Observation observation, WorkLimit limit) {
        try {
            var step = policy.plan(observation, memory, limit);
            return new Cycle<>(step.plan(), step.failures(), step.problem(), new PolicyRun<>(policy, step.memory()));
        } catch (RuntimeException | StackOverflowError e) {
            return failed(observation, e);
        }
    }

    private Cycle<M> failed(Observation observation, Throwable failure) {
        var fleet = observation.fleet();
        var decisions = new TreeMap<VariantId, Decision>();
        for (var variant : fleet.variants().values()) {
            decisions.put(
                    variant.id(),
                    Keeping.decide(
                            fleet,
                            variant,
                            variant.lastGood(),
                            Outcome.FAILED,
                            new HoldCause.Failed(failure.toString())));
        }
        var summary = new PlanSummary(
                "", Costs.centsPerHour(fleet, decisions.values()), Double.NEGATIVE_INFINITY, false, true);
        return new Cycle<>(
                new Plan(observation, decisions, summary),
                List.of(new PlanningFailure(List.copyOf(decisions.keySet()), failure)),
                Optional.empty(),
                this);
    }
}
