package ai.llmd.wva.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A variant without a profile keeps what it has, and gets more only where requests wait. */
class UnprofiledTest {
    private static final Variant RUNNING = unprofiled(Fleets.variant(Fleets.SAMPLE, 2));

    @Test
    void itKeepsWhatItHasAndSaysWhy() {
        var decision = decide(RUNNING, Fleets.load(60, 100));

        assertThat(decision.outcome()).isEqualTo(Outcome.UNPROFILED);
        assertThat(decision.desiredReplicas()).hasValue(2);
        assertThat(decision.accelerator()).isEqualTo("A100");
        assertThat(DecisionText.reason(decision))
                .isEqualTo("no profile for A100 yet: set spec.modelProfile, or wait until it is learned;"
                        + " current replicas held: 2");
    }

    @Test
    void itKeepsItsReplicasWithoutLoadToo() {
        assertThat(decide(RUNNING, Load.NONE).desiredReplicas()).hasValue(2);
    }

    @Test
    void itsBoundsStillHold() {
        assertThat(decide(RUNNING.withLimits(ReplicaLimits.between(3, 5)), Load.NONE)
                        .desiredReplicas())
                .hasValue(3);
    }

    @Test
    void aStandingQueueWinsOverHolding() {
        var decision = decide(RUNNING, queue(5, 2000.0));

        assertThat(decision.outcome()).isEqualTo(Outcome.UNPROFILED);
        assertThat(decision.desiredReplicas()).hasValue(3);
        assertThat(DecisionText.reason(decision)).endsWith("; requests wait: one more replica, 3");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2000, 2", // nobody waits now
        "0.01, 2000, 2", // so few that it is chance
        "5, 499, 2", // not for long
        "5, 501, 3",
        "5, , 3" // nobody knows for how long
    })
    void aQueueStandsWhereMoreThanAFewWaitForLongerThanTheTarget(double waiting, Double waitMillis, int replicas) {
        assertThat(decide(RUNNING, queue(waiting, waitMillis)).desiredReplicas())
                .hasValue(replicas);
    }

    @Test
    void clientsThatGiveUpAreAQueue() {
        var lacking =
                new Measured(Fleets.load(60, 100), Duration.ofSeconds(5), 1, 1, List.of(new Caveat.HiddenDemand()));

        assertThat(decide(RUNNING, lacking).desiredReplicas()).hasValue(3);
    }

    @Test
    void itGetsTheNextReplicaOnlyWhenTheLastOneServes() {
        var starting =
                unprofiled(Fleets.sample().withTarget(new TargetState.Found(3, 3, 2, List.of(), Optional.empty())));

        assertThat(decide(starting, queue(5, 2000.0)).desiredReplicas()).hasValue(3);
    }

    @Test
    void aMaximumStays() {
        assertThat(decide(RUNNING.withLimits(ReplicaLimits.between(1, 2)), queue(5, 2000.0))
                        .desiredReplicas())
                .hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"1, false, 1", "0, true, 1", "0, false, 0"})
    void oneAtZeroIsWokenByWhoeverWaits(double waiting, boolean inAGateway, int replicas) {
        var asleep = unprofiled(Fleets.variant(Fleets.SAMPLE, 0)).withLimits(ReplicaLimits.between(0, 4));
        var caveats = inAGateway ? List.<Caveat>of(new Caveat.GatewayQueue(true)) : List.<Caveat>of();
        var measured = new Measured(Load.NONE.withQueue(0, waiting, 0), Duration.ofSeconds(5), 0, 0, caveats);

        assertThat(decide(asleep, measured).desiredReplicas()).hasValue(replicas);
    }

    @Test
    void aReplicaThatCameForAQueueStaysWhenItIsGone() {
        var planner = new Planner(PlanningRules.DEFAULT);
        var first = planner.plan(observation(RUNNING, Fleets.measured(queue(5, 2000.0))), Memory.EMPTY, WorkLimit.NONE);
        var second = planner.plan(observation(RUNNING, Fleets.measured(queue(0, 0.0))), first.memory(), WorkLimit.NONE);

        assertThat(second.plan().decisions().get(RUNNING.id()).desiredReplicas())
                .hasValue(3);
    }

    @Test
    void whatWasDecidedBeforeItsProfileWasTakenAwayIsKept() {
        var before = RUNNING.withLastGood(Optional.of(new LastGoodDecision("A100", 7, Fleets.NOW)));

        assertThat(decide(before, Load.NONE).desiredReplicas()).hasValue(7);
    }

    @Test
    void itTakesNoPartInTheLoadOfOthers() {
        var other = Fleets.variant(new VariantId(Fleets.SAMPLE.namespace(), "another"), 1);
        var fleet = Fleets.fleet(RUNNING, other);

        var decisions = new Planner(PlanningRules.DEFAULT)
                .plan(Fleets.observation(1, fleet, Fleets.measured(Fleets.load(40, 178))), Memory.EMPTY, WorkLimit.NONE)
                .plan()
                .decisions();

        assertThat(decisions.get(other.id()).outcome()).isEqualTo(Outcome.OPTIMIZED);
        assertThat(decisions.get(RUNNING.id()).desiredReplicas()).hasValue(2);
    }

    private static Fleet learning(Variant variant) {
        return Fleets.fleet(Fleets.SETTINGS.withCalibration(CalibrationMode.ON), variant);
    }

    private static Variant unprofiled(Variant from) {
        return from.withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(), Optional.empty()));
    }

    private static Load queue(double waiting, Double waitMillis) {
        var like = Fleets.load(60, 100);
        return new Load(
                like.arrivalRatePerSecond(),
                like.inputTokens(),
                like.outputTokens(),
                like.ttftMillis(),
                like.itlMillis(),
                waitMillis == null ? OptionalDouble.empty() : OptionalDouble.of(waitMillis),
                4,
                waiting,
                OptionalDouble.empty());
    }

    private static Decision decide(Variant variant, Load load) {
        return decide(variant, Fleets.measured(load));
    }

    private static Decision decide(Variant variant, Measurement measurement) {
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation(variant, measurement), Memory.EMPTY, WorkLimit.NONE)
                .plan()
                .decisions()
                .get(variant.id());
    }

    private static Observation observation(Variant variant, Measurement measurement) {
        return new Observation(1, Fleets.NOW, learning(variant), new TreeMap<>(Map.of(variant.id(), measurement)));
    }
}
