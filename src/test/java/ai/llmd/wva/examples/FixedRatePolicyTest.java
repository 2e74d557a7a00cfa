package ai.llmd.wva.examples;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.sample;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.policy.PolicyRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixedRatePolicyTest {
    /** Fifteen requests a minute. */
    private static final FixedRatePolicy POLICY = new FixedRatePolicy(0.25);

    private static final Measurement UNKNOWN = new Measurement.Unknown(Cause.STALE, "too old");

    /** What is decided cycle by cycle. */
    private static List<Decision> decisions(Variant variant, Measurement... measurements) {
        var decisions = new ArrayList<Decision>();
        var run = PolicyRun.start(POLICY);
        for (int number = 0; number < measurements.length; number++) {
            var cycle = run.plan(observation(number, fleet(variant), measurements[number]), WorkLimit.NONE);
            assertThat(cycle.failures()).isEmpty();
            decisions.add(cycle.plan().decisions().get(SAMPLE));
            run = cycle.next();
        }
        return decisions;
    }

    @Test
    void theLoadIsDividedByWhatAReplicaCarriesAndTheReasonSaysSo() {
        var decision = decisions(sample(), measured(load(40, 178))).get(0);

        assertThat(decision.desiredReplicas()).hasValue(3);
        assertThat(DecisionText.reason(decision))
                .startsWith("40.00 requests/min of 178.00 output tokens need 3 replicas of A100: one carries 15.00");
    }

    @Test
    void aLoadThatIsNotKnownKeepsWhatWasDecided() {
        var decisions = decisions(sample(), measured(load(40, 178)), UNKNOWN, measured(load(0, 178)));

        assertThat(decisions.get(1).outcome()).isEqualTo(Outcome.HELD);
        assertThat(decisions.get(1).desiredReplicas()).hasValue(3);
        assertThat(decisions.get(2).desiredReplicas()).hasValue(1);
    }

    @Test
    void aVariantThatIsFrozenOrHasNoTargetKeepsWhatItHas() {
        var frozen = sample().withHandling(new Handling(Optional.empty(), true));
        var lost = variant(SAMPLE, 1).withTarget(new TargetState.Missing("it was deleted"));

        assertThat(decisions(frozen, measured(load(40, 178))).get(0).outcome()).isEqualTo(Outcome.FROZEN);
        assertThat(decisions(lost, measured(load(40, 178))).get(0).outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    void boundsApply() {
        var decision = decisions(sample().withLimits(ReplicaLimits.between(0, 2)), measured(load(40, 178)))
                .get(0);

        assertThat(decision.desiredReplicas()).hasValue(2);
        assertThat(decision.constraint()).isEqualTo(Constraint.MAXIMUM);
    }

    @Test
    void theSameCyclesGiveTheSameDecisions() {
        assertThat(decisions(sample(), measured(load(40, 178)), UNKNOWN))
                .isEqualTo(decisions(sample(), measured(load(40, 178)), UNKNOWN));
    }
}
