package ai.llmd.wva.policy;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.completing;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.sample;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ResourceIdentity;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.queueing.ReplicaSizing;
import ai.llmd.wva.queueing.Sizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OriginalPolicyTest {
    private static final OriginalPolicy POLICY = new OriginalPolicy();
    private static final PerformanceProfile G2 = new PerformanceProfile("G2", 1, 4, 20.58, 0.41, Optional.empty());
    private static final LastGoodDecision SEVEN = new LastGoodDecision("A100", 7, NOW.minusSeconds(60));
    private static final Measurement STALE = new Unknown(Cause.STALE, "too old");

    private static Decision decide(Fleet fleet, Measurement measurement) {
        return POLICY.plan(observation(1, fleet, measurement), POLICY.initialMemory(), WorkLimit.NONE)
                .plan()
                .decisions()
                .get(SAMPLE);
    }

    private static Decision decide(Variant variant, Load load) {
        return decide(fleet(variant), measured(load));
    }

    private static Fleet with(ServiceTarget target) {
        var from = fleet(sample());
        var premium = new ServiceClass("premium.yaml", "Premium", 1, new TreeMap<>(Map.of("default/default", target)));
        return new Fleet(1, from.variants(), from.accelerators(), List.of(premium), from.settings(), List.of());
    }

    @Test
    void theWorkedExampleComesOutAsPublished() {
        var decision = decide(sample(), load(40, 178));

        assertThat(decision.outcome()).isEqualTo(Outcome.OPTIMIZED);
        assertThat(decision.desiredReplicas()).hasValue(2);
        var allocation = decision.allocation().orElseThrow();
        assertThat(allocation.costCentsPerHour()).isEqualTo(80);
        assertThat(allocation.itlMillis()).isCloseTo(21.49347, withinPercentage(1e-3));
        assertThat(allocation.waitMillis()).isCloseTo(69.7666, withinPercentage(1e-3));
        assertThat(60 * allocation.maxRatePerSecond()).isCloseTo(25.31145, withinPercentage(1e-3));
        assertThat(DecisionText.reason(decision))
                .startsWith("40.00 requests/min of 178.00 output tokens need 2 replicas of A100: one carries 25.31");
    }

    @Test
    void completionsAreTheLoadHoweverManyArrive() {
        assertThat(decide(sample(), completing(load(400, 178), 40)).desiredReplicas())
                .hasValue(2);
    }

    @Test
    void nothingCompletedIsZeroLoadThoughRequestsWait() {
        var decision = decide(sample().withLastGood(Optional.of(SEVEN)), completing(load(400, 178), 0));

        assertThat(decision.desiredReplicas()).hasValue(1);
        assertThat(decision.constraint()).isEqualTo(Constraint.MINIMUM);
        assertThat(decision.allocation().orElseThrow().costCentsPerHour()).isEqualTo(40);
    }

    @Test
    void boundsApply() {
        var most = decide(sample().withLimits(ReplicaLimits.between(0, 3)), load(400, 178));
        assertThat(most.desiredReplicas()).hasValue(3);
        assertThat(most.constraint()).isEqualTo(Constraint.MAXIMUM);

        var least = decide(sample().withLimits(ReplicaLimits.atLeast(4)), load(40, 178));
        assertThat(least.desiredReplicas()).hasValue(4);
        assertThat(least.constraint()).isEqualTo(Constraint.MINIMUM);
    }

    @Test
    void itStaysOnTheAcceleratorThatTheVariantIsOnThoughAnotherIsCheaper() {
        var both = new AcceleratorOptions(Optional.of("A100"), List.of(Fleets.A100, G2), Optional.of(false));

        var decision = decide(sample().withAccelerators(both), load(40, 178));

        assertThat(decision.accelerator()).isEqualTo("A100");
        assertThat(decision.advice()).isEmpty();
    }

    @Test
    void anAcceleratorThatIsNotKnownIsInvalid() {
        var unlabelled = new AcceleratorOptions(Optional.empty(), List.of(Fleets.A100, G2), Optional.empty());

        var decision = decide(sample().withAccelerators(unlabelled), load(40, 178));

        assertThat(decision.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(DecisionText.reason(decision)).contains("inference.optimization/acceleratorName");
    }

    @Test
    void devicesAreNotCounted() {
        var from = fleet(sample());
        var none = new Capacity(new TreeMap<>(Map.of("NVIDIA-A100-PCIE-80GB", 0L)));
        var limited = new Fleet(
                1, from.variants(), from.accelerators(), from.serviceClasses(), none, from.settings(), List.of());

        var step =
                POLICY.plan(observation(1, limited, measured(load(40, 178))), POLICY.initialMemory(), WorkLimit.NONE);

        assertThat(step.plan().decisions().get(SAMPLE).desiredReplicas()).hasValue(2);
        assertThat(step.plan().summary().serviceProven()).isFalse();
    }

    @Test
    void aPercentileIsNotLookedAt() {
        assertThat(decide(with(new ServiceTarget(500, 24, 0, OptionalDouble.of(99))), measured(load(40, 178))))
                .isEqualTo(decide(with(new ServiceTarget(500, 24, 0)), measured(load(40, 178))));
    }

    @Test
    void tokensPerSecondAreWhatIsAskedForInsteadOfTheRate() {
        // 890 tokens a second of 178 each are 300 requests a minute
        var decision = decide(with(new ServiceTarget(0, 0, 890)), measured(load(1, 178)));

        assertThat(60 * decision.allocation().orElseThrow().rateTargetPerSecond())
                .isCloseTo(300, withinPercentage(1e-9));
    }

    @Test
    void variantsOfOneModelDoNotShareTheirLoad() {
        var other = new VariantId(SAMPLE.namespace(), "other");
        var observation = observation(1, fleet(sample(), variant(other, 1)), measured(load(40, 178)));

        var decisions = POLICY.plan(observation, POLICY.initialMemory(), WorkLimit.NONE)
                .plan()
                .decisions();

        assertThat(decisions.get(SAMPLE).desiredReplicas()).hasValue(2);
        assertThat(decisions.get(other).desiredReplicas()).hasValue(2);
    }

    @Test
    void podsThatDoNotReportDoNotStopAScaleIn() {
        var partial = new Measured(load(40, 178), Duration.ZERO, 1, 7);

        assertThat(decide(fleet(sample().withLastGood(Optional.of(SEVEN))), partial)
                        .desiredReplicas())
                .hasValue(2);
    }

    @Test
    void anUnknownLoadIsNoZeroLoad() {
        var decision = decide(fleet(sample().withLastGood(Optional.of(SEVEN))), STALE);

        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
        assertThat(decision.desiredReplicas()).hasValue(7);
        assertThat(decide(fleet(variant(SAMPLE, 5)), STALE).desiredReplicas()).hasValue(5);
    }

    @Test
    void unknownTokensAreNoZeroLoadEither() {
        var unknown = new Load(
                1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                0,
                OptionalDouble.empty());

        var decision = decide(variant(SAMPLE, 5), unknown);
        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
        assertThat(decision.desiredReplicas()).hasValue(5);
    }

    @Test
    void promptsOfUnknownLengthAreHeldWhereAProfileHasPrefill() {
        var prefill = Optional.of(new PerformanceProfile.Prefill(5, 0.1));
        var profile = new PerformanceProfile("A100", 1, 4, 20.58, 0.41, prefill);
        var variant = variant(SAMPLE, 3)
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(profile), Optional.empty()));
        var like = load(40, 178);
        var unknown = new Load(
                like.arrivalRatePerSecond(),
                OptionalDouble.empty(),
                like.outputTokens(),
                like.ttftMillis(),
                like.itlMillis(),
                like.waitMillis(),
                like.running(),
                like.waiting(),
                like.kvCacheUsage());

        assertThat(decide(variant, unknown).outcome()).isEqualTo(Outcome.HELD);
        assertThat(decide(variant, unknown).desiredReplicas()).hasValue(3);
        assertThat(decide(variant, like).outcome()).isEqualTo(Outcome.OPTIMIZED);
    }

    @Test
    void requestsThatGenerateNothingAreNoLoad() {
        assertThat(decide(variant(SAMPLE, 3), load(40, 0)).desiredReplicas()).hasValue(1);
    }

    @Test
    void aTargetThatCannotBeMetIsInfeasible() {
        var decision = decide(with(new ServiceTarget(500, 20, 0)), measured(load(40, 178)));

        assertThat(decision.outcome()).isEqualTo(Outcome.INFEASIBLE);
        assertThat(decision.desiredReplicas()).hasValue(1);
    }

    @Test
    void aMissingTargetKeepsItsLastDecision() {
        var missing = sample().withTarget(new TargetState.Missing("gone")).withLastGood(Optional.of(SEVEN));

        var decision = decide(missing, load(40, 178));

        assertThat(decision.outcome()).isEqualTo(Outcome.HELD);
        assertThat(decision.desiredReplicas()).hasValue(7);
    }

    @Test
    void theLastDecisionIsRememberedUntilTheResourceIsMadeAnew() {
        var first = POLICY.plan(
                observation(1, fleet(sample()), measured(load(40, 178))), POLICY.initialMemory(), WorkLimit.NONE);
        var held = POLICY.plan(observation(2, fleet(sample()), STALE), first.memory(), WorkLimit.NONE);
        assertThat(held.plan().decisions().get(SAMPLE).desiredReplicas()).hasValue(2);
        assertThat(held.memory()).isEqualTo(first.memory());

        var anew = sample().withResource(new ResourceIdentity(SAMPLE, "another", 1));
        var forgotten = POLICY.plan(observation(2, fleet(anew), STALE), first.memory(), WorkLimit.NONE);
        assertThat(forgotten.plan().decisions().get(SAMPLE).desiredReplicas()).hasValue(1);
    }

    @Test
    void whatItsOwnerFrozeStays() {
        var frozen = sample().withHandling(new Handling(Optional.empty(), true)).withLastGood(Optional.of(SEVEN));
        var decision = decide(fleet(frozen), measured(load(40, 178)));

        assertThat(decision.outcome()).isEqualTo(Outcome.FROZEN);
        assertThat(decision.desiredReplicas()).hasValue(7);
    }

    @Test
    void withoutAProfileWhatThereIsStays() {
        var unprofiled = variant(SAMPLE, 3)
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(), Optional.empty()));

        for (var load : List.of(load(400, 178), Load.NONE)) {
            var decision = decide(unprofiled, load);

            assertThat(decision.outcome()).isEqualTo(Outcome.UNPROFILED);
            assertThat(decision.desiredReplicas()).hasValue(3);
        }
    }

    static Stream<Supplier<ReplicaSizing>> faults() {
        return Stream.of(
                () -> {
                    throw new IllegalStateException("five");
                },
                () -> {
                    throw new StackOverflowError();
                });
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultStrikesOneVariantOnly(Supplier<ReplicaSizing> fault) {
        int faultyBatch = 5;
        ReplicaSizing failing = (replica, shape, targets) -> replica.maxBatchSize() == faultyBatch
                ? fault.get().size(replica, shape, targets)
                : Sizer.size(replica, shape, targets);
        var policy = new OriginalPolicy(() -> failing);
        var five = new PerformanceProfile("A100", 1, faultyBatch, 20.58, 0.41, Optional.empty());
        var id = new VariantId("other", "faulty");
        var faulty = variant(id, 3)
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(five), Optional.empty()));

        var step = policy.plan(
                observation(1, fleet(sample(), faulty), measured(load(40, 178))),
                policy.initialMemory(),
                WorkLimit.NONE);

        assertThat(step.plan().decisions().get(id).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(step.plan().decisions().get(id).desiredReplicas()).hasValue(3);
        assertThat(step.plan().decisions().get(SAMPLE).outcome()).isEqualTo(Outcome.OPTIMIZED);
        assertThat(step.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.variants()).containsExactly(id));
    }
}
