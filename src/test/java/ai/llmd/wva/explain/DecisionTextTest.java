package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.KeptDecision;
import ai.llmd.wva.model.KeptReplicas;
import ai.llmd.wva.model.LoadThresholds;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Mix;
import ai.llmd.wva.model.NotPlanned;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.RateLimits;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.ReplicaCapacity;
import ai.llmd.wva.model.ServiceTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of decision, to the letter: these sentences are in statuses, Events and logs. */
class DecisionTextTest {
    private static final ReplicaCapacity CAPACITY = new ReplicaCapacity(
            0.5,
            Constraint.TTFT,
            new ServiceTarget(500, 24, 0),
            new RateLimits(OptionalDouble.of(0.5), OptionalDouble.of(0.6), OptionalDouble.empty(), 0.75));

    private static Decision decision(Constraint constraint, int desired, Rationale rationale) {
        return new Decision(
                Fleets.SAMPLE,
                Outcome.OPTIMIZED,
                DesiredScale.decided("A100", desired, 1, Fleets.NOW),
                constraint,
                rationale,
                Optional.empty());
    }

    private static Rationale.OwnLoad own(Optional<Rationale.Shortage> shortage, LoadThresholds thresholds) {
        return new Rationale.OwnLoad(
                1.25, 178, 3, CAPACITY, shortage, Optional.of(new Alternative("G2", 4, 92)), thresholds);
    }

    private static final LoadThresholds BOTH = new LoadThresholds(3, OptionalDouble.of(1.5), OptionalDouble.of(1));
    private static final String NEED =
            "75.00 requests/min of 178.00 output tokens need 3 replicas of A100: one carries 30.00 requests/min within"
                    + " time to first token 500.00 ms (inter-token latency: 36.00, throughput: 45.00)";

    @Test
    void aLoadOfItsOwn() {
        var decision = decision(Constraint.TTFT, 3, own(Optional.empty(), BOTH));

        assertThat(DecisionText.reason(decision)).isEqualTo(NEED);
        assertThat(DecisionText.runnerUp(decision)).hasValue("G2: 4 replicas, 92.00 cents/h");
        assertThat(DecisionText.changesAt(decision))
                .hasValue("above 90.00 requests/min (20 % more load): 4 replicas; at 60.00 requests/min or less (20 %"
                        + " less load): 2 replicas");
        assertThat(DecisionText.advice(decision)).isEmpty();
    }

    @Test
    void whatStandsInTheWayOfTheNeed() {
        var load = own(Optional.empty(), LoadThresholds.NONE);

        assertThat(DecisionText.reason(decision(Constraint.MINIMUM, 5, load))).isEqualTo(NEED + "; minReplicas 5");
        assertThat(DecisionText.reason(decision(Constraint.MAXIMUM, 2, load))).isEqualTo(NEED + "; maxReplicas 2");
        assertThat(DecisionText.reason(decision(Constraint.QUEUE, 4, load)))
                .isEqualTo(NEED + "; requests are waiting: no scale-in");
        assertThat(DecisionText.changesAt(decision(Constraint.QUEUE, 4, load))).isEmpty();
    }

    @Test
    void tooFewDevices() {
        var none = own(Optional.of(new Rationale.Shortage("NVIDIA-A100", 0)), LoadThresholds.NONE);
        var some = own(Optional.of(new Rationale.Shortage("NVIDIA-A100", 2)), LoadThresholds.NONE);

        assertThat(DecisionText.reason(decision(Constraint.CAPACITY, 1, none)))
                .isEqualTo(NEED + "; it gets no device of NVIDIA-A100; minReplicas 1");
        assertThat(DecisionText.reason(decision(Constraint.CAPACITY, 2, some)))
                .isEqualTo(NEED + "; it gets devices of NVIDIA-A100 for 2");
        assertThat(DecisionText.changesAt(decision(Constraint.CAPACITY, 2, some)))
                .hasValue("more devices");
    }

    @Test
    void demandThatIsOnlyEstimatedAndPodsThatAreStuck() {
        var some = estimated(new Rationale.Hidden(0.5, Rationale.Rise.FULL), 2);
        var none = estimated(new Rationale.Hidden(0, Rationale.Rise.ONE_MORE), 0);

        assertThat(DecisionText.reason(decision(Constraint.TTFT, 5, some)))
                .isEqualTo(
                        NEED.replace("tokens", "tokens, 30.00 of them from clients that seem to give up in the queue,")
                                + "; 2 more for stuck pods");
        assertThat(DecisionText.reason(decision(Constraint.HIDDEN_DEMAND, 5, none)))
                .isEqualTo(NEED + "; clients give up in the queue: one more than the ready replicas");
        assertThat(some.withoutMeasurements())
                .isEqualTo(estimated(new Rationale.Hidden(0.6, Rationale.Rise.FULL), 2)
                        .withoutMeasurements())
                .isNotEqualTo(estimated(new Rationale.Hidden(0.5, Rationale.Rise.DOUBLED), 2)
                        .withoutMeasurements())
                .isNotEqualTo(estimated(new Rationale.Hidden(0.5, Rationale.Rise.FULL), 1)
                        .withoutMeasurements());
    }

    private static Rationale.OwnLoad estimated(Rationale.Hidden hidden, int stuckPods) {
        return new Rationale.OwnLoad(
                1.25,
                178,
                3,
                CAPACITY,
                Optional.empty(),
                Optional.empty(),
                LoadThresholds.NONE,
                Optional.of(hidden),
                stuckPods);
    }

    private static Rationale shared(boolean full, Optional<KeptReplicas> kept) {
        return shared(full, kept, Optional.empty());
    }

    private static Rationale shared(
            boolean full, Optional<KeptReplicas> kept, Optional<Rationale.UnlikeLengths> unlike) {
        var mix = new Mix(List.of(new Mix.Share("a", "A100", 1), new Mix.Share("g", "G2", 2)), 86);
        var next = new Mix(List.of(new Mix.Share("a", "A100", 3)), 120);
        return new Rationale.SharedLoad(
                1.25,
                178,
                2,
                full,
                mix,
                CAPACITY,
                kept,
                Optional.of(next),
                Optional.of(new Rationale.NextMix(2.5, next)),
                unlike);
    }

    private static final String CARRIES =
            "; of A100 one carries 30.00 requests/min within time to first token 500.00 ms"
                    + " (inter-token latency: 36.00, throughput: 45.00)";

    @Test
    void aLoadThatSeveralShare() {
        var decision = decision(Constraint.TTFT, 1, shared(true, Optional.empty()));

        assertThat(DecisionText.reason(decision))
                .isEqualTo("75.00 requests/min of 178.00 output tokens, shared by 2 variants, cheapest with 1 of A100"
                        + " (a) and 2 of G2 (g), 86.00 cents/h" + CARRIES);
        assertThat(DecisionText.runnerUp(decision)).hasValue("3 of A100 (a), 120.00 cents/h");
        assertThat(DecisionText.changesAt(decision))
                .hasValue("above 150.00 requests/min (100 % more load): 3 of A100 (a), 120.00 cents/h");
    }

    @Test
    void aLoadOfVariantsWhoseRequestsAreUnlike() {
        var unlike = Optional.of(new Rationale.UnlikeLengths("a", 1, "g", 500));

        assertThat(DecisionText.reason(decision(Constraint.TTFT, 1, shared(true, Optional.empty(), unlike))))
                .endsWith(CARRIES + "; a generates 1.00 tokens a request and g 500.00: if they are stages of the same"
                        + " requests, set spec.role; if not, give them different service classes");
    }

    @Test
    void aSharedLoadThatDevicesDoNotSufficeFor() {
        var decision = decision(Constraint.CAPACITY, 1, shared(false, Optional.empty()));

        assertThat(DecisionText.reason(decision))
                .contains("shared by 2 variants; the available devices suffice for 1 of A100 (a) and 2 of G2 (g)");
        assertThat(DecisionText.changesAt(decision)).hasValue("more devices");
    }

    static Stream<Arguments> keptReplicas() {
        return Stream.of(
                Arguments.of(new KeptReplicas.Traffic(), "requests still routed to it"),
                Arguments.of(new KeptReplicas.Queue(), "requests are waiting: no scale-in"),
                Arguments.of(new KeptReplicas.YoungPods(), "no pod is old enough to justify fewer replicas"),
                Arguments.of(
                        new KeptReplicas.LengthsUnknown(),
                        "tokens per request are unknown before the first completion: no scale-in"),
                Arguments.of(
                        new KeptReplicas.PartialMetrics("g", 3, 4), "only 3 of 4 ready pods of g report: no scale-in"));
    }

    @ParameterizedTest
    @MethodSource("keptReplicas")
    void replicasThatTheMixDoesWithout(KeptReplicas kept, String words) {
        assertThat(DecisionText.reason(decision(kept.constraint(), 2, shared(true, Optional.of(kept)))))
                .endsWith(CARRIES + "; " + words);
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(NotPlanned.because("modelID is empty"), "modelID is empty"),
                Arguments.of(new HoldCause.TargetMissing("no target"), "no target"),
                Arguments.of(new HoldCause.LoadUnknown(Measurement.Cause.STALE, "too old"), "too old"),
                Arguments.of(new HoldCause.PartialMetrics(1, 2), "only 1 of 2 ready pods report"),
                Arguments.of(
                        new HoldCause.TokensUnknown(false),
                        "tokens per request are unknown before the first completion"),
                Arguments.of(
                        new HoldCause.TokensUnknown(true),
                        "prompt tokens per request are unknown before the first completion"),
                Arguments.of(new HoldCause.NothingArrived(), "no request arrived, but some are still being served"),
                Arguments.of(new HoldCause.YoungPods(), "no pod is old enough to justify fewer replicas"),
                Arguments.of(
                        new HoldCause.Infeasible(List.of(
                                new HoldCause.Refusal("L4", Constraint.ITL, 15, 20.99),
                                new HoldCause.Refusal("G2", Constraint.TTFT, 100, 250))),
                        "inter-token latency target 15.00 ms cannot be met on L4: a single request takes 20.99 ms;"
                                + " time to first token target 100.00 ms cannot be met on G2: a single request takes"
                                + " 250.00 ms"),
                Arguments.of(
                        new HoldCause.NoProfile("", CalibrationMode.ON),
                        "no profile yet: set spec.modelProfile, or wait until it is learned"),
                Arguments.of(
                        new HoldCause.NoProfile(
                                "A100", CalibrationMode.ON, Optional.of(new HoldCause.Progress(3, 20, true))),
                        "no profile for A100 yet, 3 of about 20 cycles measured, at one load only: set"
                                + " spec.modelProfile, or wait until it is learned"),
                Arguments.of(
                        new HoldCause.NoProfile("A100", CalibrationMode.OBSERVE),
                        "no profile for A100: set spec.modelProfile, or use the learned profile: calibration on"),
                Arguments.of(
                        new HoldCause.NoProfile("A100", CalibrationMode.OFF),
                        "no profile for A100: set spec.modelProfile"),
                Arguments.of(new HoldCause.Failed("java.lang.Error: x"), "planning failed: java.lang.Error: x"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void whyNothingIsDecided(HoldCause cause, String words) {
        assertThat(DecisionText.reason(held(cause, KeptDecision.LAST_GOOD)))
                .isEqualTo(words + "; last good decision held: 2");
        assertThat(DecisionText.changesAt(held(cause, KeptDecision.LAST_GOOD))).isEmpty();
    }

    @Test
    void whatStaysMeanwhile() {
        var cause = NotPlanned.because("x");

        assertThat(DecisionText.reason(held(cause, KeptDecision.DECLARED))).isEqualTo("x; current replicas held: 2");
        assertThat(DecisionText.reason(held(cause, KeptDecision.NOTHING))).isEqualTo("x; no decision to hold yet");
        assertThat(DecisionText.reason(held(cause, KeptDecision.FALLBACK)))
                .isEqualTo("x; no good decision for more than 30m: fallbackReplicas");
    }

    private static Decision held(HoldCause cause, KeptDecision kept) {
        return new Decision(
                Fleets.SAMPLE,
                Outcome.HELD,
                new DesiredScale("A100", OptionalInt.of(2), 1, Optional.empty()),
                Constraint.HOLD,
                new Rationale.Held(
                        cause,
                        kept,
                        kept == KeptDecision.FALLBACK ? Optional.of(Duration.ofMinutes(30)) : Optional.empty()),
                Optional.empty());
    }

    @Test
    void noLoadAtAll() {
        var idle = decision(Constraint.MINIMUM, 1, new Rationale.NoLoad());

        assertThat(DecisionText.reason(idle)).isEqualTo("no load: minReplicas 1");
        assertThat(DecisionText.changesAt(idle)).hasValue("any load");
        assertThat(DecisionText.runnerUp(idle)).isEmpty();
    }

    @Test
    void aBetterAccelerator() {
        var advised = decision(Constraint.TTFT, 3, new Rationale.NoLoad())
                .withAdvice(Optional.of(new Alternative("L4", 1, 18)));

        assertThat(DecisionText.advice(advised)).hasValue("L4: 1 replica, 18.00 cents/h");
    }

    @ParameterizedTest
    @EnumSource(Constraint.class)
    void everyConstraintHasWordsOfItsOwn(Constraint constraint) {
        assertThat(Stream.of(Constraint.values())
                        .filter(other -> DecisionText.constraint(other).equals(DecisionText.constraint(constraint))))
                .containsExactly(constraint);
    }
}
