package ai.llmd.wva.planning;

import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.KeptReplicas;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Rationale.Headroom;
import ai.llmd.wva.model.Role;
import ai.llmd.wva.planning.Assessment.Settled;
import ai.llmd.wva.policy.Requests;
import ai.llmd.wva.queueing.ReplicaSizing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Variants that serve the same stage of the same model in the same namespace and class: their load is one, whichever of
 * them it reaches now. Those whose load is not known are not among them; they keep what they serve. Nor are those that
 * nothing acts on among the others: these cannot count on replicas that may never come.
 */
final class LoadGroup {
    private final List<Situation> situations;
    private final Requests requests;
    private final double countedPerSecond;
    private final double ratePerSecond;
    private final Optional<Headroom> growth;

    private LoadGroup(List<Situation> situations, Requests requests) {
        this.situations = situations;
        this.requests = requests;
        double counted = sum(situations, Load::arrivalRatePerSecond);
        double hidden = sum(situations, OwnDemand::ratePerSecond) - counted;
        this.growth = requests.target().tokensPerSecond() > 0 ? Optional.empty() : growth(situations, counted);
        double planned = growth.map(Headroom::plannedPerSecond).orElse(counted);
        this.countedPerSecond = requests.demandPerSecond(planned);
        this.ratePerSecond = requests.demandPerSecond(Math.min(planned + hidden, Double.MAX_VALUE));
    }

    /** What variants must have in common to share a load. */
    record Key(String namespace, String model, Role role, String serviceClass, boolean advisory) {
        static Key of(Situation situation) {
            var variant = situation.variant();
            return new Key(
                    variant.id().namespace(),
                    variant.modelId(),
                    variant.role(),
                    situation.serviceClass().orElseThrow().key(),
                    situation.advisory());
        }
    }

    /** Variants of one {@link Key}, none of which has an obstacle. */
    static List<Assessment> assess(List<Situation> situations, ReplicaSizing sizer) {
        if (sum(situations, OwnDemand::ratePerSecond) == 0) {
            return situations.stream()
                    .map(situation -> SoloPlanner.assess(situation, sizer))
                    .toList();
        }
        var outputTokens = mean(situations, Situation::outputTokens);
        var inputTokens = mean(situations, Situation::inputTokens);
        boolean needsInput = situations.stream().anyMatch(SoloPlanner::needsInputTokens);
        if (outputTokens.isEmpty() || (needsInput && inputTokens.isEmpty())) {
            return situations.stream()
                    .<Assessment>map(situation -> settled(situation, Outcome.HELD, new HoldCause.TokensUnknown(false)))
                    .toList();
        }
        var shape = MeasuredShape.of(
                inputTokens.orElse(0),
                outputTokens.getAsDouble(),
                situations.stream().map(LoadGroup::load).toList());
        var requests = Requests.of(shape, SoloPlanner.target(situations.get(0)));
        return new LoadGroup(situations, requests).assess(sizer);
    }

    private List<Assessment> assess(ReplicaSizing sizer) {
        var assessments = new ArrayList<Assessment>();
        var members = new ArrayList<GroupMember>();
        for (var situation : situations) {
            var candidates = SoloPlanner.candidates(situation, requests, sizer);
            var member = GroupMember.cheapest(situation, candidates);
            if (member.isPresent()) {
                members.add(member.get());
            } else {
                assessments.add(settled(situation, Outcome.INFEASIBLE, SoloPlanner.refusals(situation, candidates)));
            }
        }
        if (!members.isEmpty()) {
            var claim = new SharedClaim(
                    members, SharedDemand.counted(ratePerSecond, growth), guard(), LengthComparison.of(situations));
            assessments.add(claim.estimated(countedPerSecond, lacksReplicas()));
        }
        return assessments;
    }

    /** While one of them does not tell all, or has a queue, none gives up a replica. */
    private Optional<KeptReplicas> guard() {
        for (var situation : situations) {
            var measured = (Measured) situation.measurement();
            if (measured.partial()) {
                return Optional.of(new KeptReplicas.PartialMetrics(
                        situation.variant().id().name(), measured.reportingPods(), measured.expectedPods()));
            }
            if (measured.expectedPods() == 0 && situation.variant().currentReplicas() > 0) {
                return Optional.of(new KeptReplicas.YoungPods());
            }
            if (QueueGuard.forbidsScaleIn(measured)) {
                return Optional.of(new KeptReplicas.Queue());
            }
            if (measured.understatesLengths()) {
                return Optional.of(new KeptReplicas.LengthsUnknown());
            }
        }
        return Optional.empty();
    }

    /** Room above the load of all of them together: what leaves one of them comes to another. */
    private static Optional<Headroom> growth(List<Situation> situations, double measuredPerSecond) {
        return situations.stream().allMatch(Situation::leavesRoom)
                ? GrowthRoom.above(
                                RecentLoads.together(situations.stream()
                                        .map(Situation::recentLoads)
                                        .toList()),
                                measuredPerSecond,
                                sum(situations, Load::waiting),
                                situations.stream()
                                        .map(Situation::late)
                                        .max(Comparator.naturalOrder())
                                        .orElseThrow(),
                                situations.stream()
                                        .map(Situation::drainWithin)
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow())
                        .map(situations.get(0)::room)
                : Optional.empty();
    }

    private boolean lacksReplicas() {
        return situations.stream().anyMatch(one -> ((Measured) one.measurement()).lacksReplicas());
    }

    private static double sum(List<Situation> situations, ToDoubleFunction<Load> part) {
        double rate = 0;
        for (var situation : situations) {
            rate += part.applyAsDouble(load(situation));
        }
        return Math.min(rate, Double.MAX_VALUE);
    }

    static double arrivalRatePerSecond(Situation situation) {
        return load(situation).arrivalRatePerSecond();
    }

    private static Load load(Situation situation) {
        return ((Measured) situation.measurement()).load();
    }

    /** Mean tokens of a request over all of them, by what reaches each. */
    private static OptionalDouble mean(List<Situation> situations, Function<Situation, OptionalDouble> tokens) {
        return RateWeighted.mean(situations, one -> OwnDemand.ratePerSecond(load(one)), tokens);
    }

    private static Settled settled(Situation situation, Outcome outcome, HoldCause cause) {
        return new Settled(Holding.hold(situation, outcome, cause));
    }
}
