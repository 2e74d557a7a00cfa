package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.sample;
import static ai.llmd.wva.model.Fleets.variant;
import static ai.llmd.wva.planning.Variants.withCapacity;
import static ai.llmd.wva.planning.Variants.withLastGood;
import static ai.llmd.wva.planning.Variants.withProfiles;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.queueing.ReplicaSizing;
import ai.llmd.wva.queueing.Sizer;
import ai.llmd.wva.queueing.Sizing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a fault of the planner itself does, injected where replicas are sized or work is limited. */
class PlannerFaultsTest {
    private static final int FAULTY_BATCH = 5;
    private static final VariantId FAULTY = new VariantId("other", "faulty");

    private static final ReplicaSizing FAILING_ON_FIVE = (replica, shape, targets) -> {
        if (replica.maxBatchSize() == FAULTY_BATCH) {
            throw new IllegalStateException("five");
        }
        return Sizer.size(replica, shape, targets);
    };

    /** A claim on accelerators is made, and what is decided on it fails. */
    private static final ReplicaSizing WITHOUT_LIMIT = (replica, shape, targets) -> {
        var sizing = (Sizing.Feasible) Sizer.size(replica, shape, targets);
        return replica.maxBatchSize() == FAULTY_BATCH
                ? new Sizing.Feasible(
                        sizing.maxRatePerSecond(),
                        sizing.perReplicaRatePerSecond(),
                        sizing.rateForTtftPerSecond(),
                        sizing.rateForItlPerSecond(),
                        sizing.rateForTokensPerSecond(),
                        sizing.throughputPerSecond(),
                        null)
                : sizing;
    };

    private static final LastGoodDecision SEVEN = new LastGoodDecision("A100", 7, NOW.minusSeconds(60));

    private static Planner planner(ReplicaSizing sizing) {
        return new Planner(PlanningRules.DEFAULT, () -> sizing);
    }

    private static Variant faulty() {
        var like = Fleets.A100;
        var five = new PerformanceProfile(
                like.accelerator(), 1, FAULTY_BATCH, like.alphaMillis(), like.betaMillis(), Optional.empty());
        return withLastGood(withProfiles(variant(FAULTY, 3), five), SEVEN);
    }

    @Test
    void whereSizingFailsThatVariantKeepsItsDecisionAndTheOthersGetTheirs() {
        var observation = observation(1, fleet(sample(), faulty()), measured(load(40, 178)));

        var step = planner(FAILING_ON_FIVE).plan(observation, Memory.EMPTY, WorkLimit.NONE);

        var failed = step.plan().decisions().get(FAULTY);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.desiredReplicas()).hasValue(7);
        assertThat(failed.decidedAt()).contains(SEVEN.at());
        assertThat(DecisionText.reason(failed))
                .isEqualTo("planning failed: java.lang.IllegalStateException: five; last good decision held: 7");
        assertThat(step.plan().decisions().get(SAMPLE).outcome()).isEqualTo(Outcome.OPTIMIZED);
        assertThat(step.memory().of(faulty()).orElseThrow().lastGood()).contains(SEVEN);
    }

    @Test
    void aSearchThatRunsOutOfStackDisturbsNobodyElse() {
        ReplicaSizing bottomless = (replica, shape, targets) -> {
            if (replica.maxBatchSize() == FAULTY_BATCH) {
                throw new StackOverflowError();
            }
            return Sizer.size(replica, shape, targets);
        };
        var observation = observation(1, fleet(sample(), faulty()), measured(load(40, 178)));

        var step = planner(bottomless).plan(observation, Memory.EMPTY, WorkLimit.NONE);

        assertThat(step.plan().decisions().get(FAULTY).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(step.plan().decisions().get(SAMPLE).outcome()).isEqualTo(Outcome.OPTIMIZED);
    }

    @Test
    void aFaultIsHandedOutWithItsStackTrace() {
        var observation = observation(1, fleet(sample(), faulty()), measured(load(40, 178)));

        var step = planner(FAILING_ON_FIVE).plan(observation, Memory.EMPTY, WorkLimit.NONE);

        assertThat(step.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.variants()).containsExactly(FAULTY);
            assertThat(failure.cause()).isInstanceOf(IllegalStateException.class);
            assertThat(failure.cause().getStackTrace()).isNotEmpty();
        });
    }

    @Test
    void variantsThatShareALoadFailTogetherAndCountAsOneFault() {
        var second = new VariantId("other", "second");
        var observation = observation(
                1,
                fleet(
                        sample(),
                        faulty(),
                        withProfiles(variant(second, 2), faulty().profiles().get(0))),
                measured(load(40, 178)));

        var step = planner(FAILING_ON_FIVE).plan(observation, Memory.EMPTY, WorkLimit.NONE);

        assertThat(step.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.variants()).containsExactly(FAULTY, second));
        assertThat(step.plan().decisions().get(second).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(step.plan().decisions().get(second).desiredReplicas()).hasValue(2);
    }

    @Test
    void whereDecidingOnAClaimFailsThatClaimFailsAlone() {
        var observation = observation(1, fleet(sample(), faulty()), measured(load(40, 178)));

        var step = planner(WITHOUT_LIMIT).plan(observation, Memory.EMPTY, WorkLimit.NONE);

        assertThat(step.plan().decisions().get(FAULTY).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(step.plan().decisions().get(SAMPLE).outcome()).isEqualTo(Outcome.OPTIMIZED);
        assertThat(step.failures()).extracting(failure -> failure.variants()).containsExactly(List.of(FAULTY));
    }

    @Test
    void whereSharingOutAcceleratorsFailsAllWhoClaimThemKeepTheirDecisions() {
        var limited = withCapacity(fleet(sample(), faulty()), Map.of("NVIDIA-A100-PCIE-80GB", 2L));
        WorkLimit broken = () -> {
            throw new IllegalStateException("solver");
        };

        var step = new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, limited, measured(load(40, 178))), Memory.EMPTY, broken);

        assertThat(step.plan().decisions().values())
                .extracting(decision -> decision.outcome())
                .containsOnly(Outcome.FAILED);
        assertThat(step.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.variants()).containsExactly(SAMPLE, FAULTY));
    }

    @Test
    void aPlanWithoutAFaultHasNoFailures() {
        var step = new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, fleet(sample()), measured(load(40, 178))), Memory.EMPTY, WorkLimit.NONE);

        assertThat(step.failures()).isEmpty();
    }
}
