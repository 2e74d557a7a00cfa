package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SizerTest {
    private static final DecodeTime DECODE = new DecodeTime(20, 0.5);
    private static final Replica REPLICA = Replica.prefillAndDecode(8, DECODE, new PrefillTime(10, 0.01));
    private static final RequestShape SHAPE = new RequestShape(100, 51);
    private static final ReplicaModel MODEL = new ReplicaModel(REPLICA, SHAPE);

    private static Sizing.Feasible feasible(Replica replica, RequestShape shape, LatencyTargets targets) {
        var sizing = Sizer.size(replica, shape, targets);
        assertThat(sizing).isInstanceOf(Sizing.Feasible.class);
        return (Sizing.Feasible) sizing;
    }

    @Test
    void withoutTargetsAReplicaCarriesItsCapacity() {
        var sizing = feasible(REPLICA, SHAPE, LatencyTargets.NONE);

        assertThat(sizing.maxRatePerSecond()).isEqualTo(MODEL.maxRatePerSecond());
        assertThat(sizing.binding()).isEqualTo(SizingLimit.CAPACITY);
        assertThat(sizing.rateForTtftPerSecond()).isEqualTo(MODEL.maxRatePerSecond());
        assertThat(sizing.rateForItlPerSecond()).isEqualTo(MODEL.maxRatePerSecond());
        assertThat(sizing.rateForTokensPerSecond()).isEqualTo(MODEL.maxRatePerSecond());
    }

    @Test
    void targetsThatAreNeverMissedLeaveTheCapacity() {
        var sizing = feasible(REPLICA, SHAPE, new LatencyTargets(1e9, 24.1, 0));

        assertThat(sizing.binding()).isEqualTo(SizingLimit.CAPACITY);
    }

    @Test
    void aTargetInTokensPerSecondKeepsATenthOfTheServiceRateFree() {
        var sizing = feasible(REPLICA, SHAPE, new LatencyTargets(0, 0, 4000));

        assertThat(sizing.maxRatePerSecond()).isEqualTo(0.9 * MODEL.capacityPerSecond());
        assertThat(sizing.binding()).isEqualTo(SizingLimit.TOKENS);
    }

    private static Performance atMaxRate(Replica replica, Sizing.Feasible sizing) {
        return new ReplicaModel(replica, SHAPE).analyze(sizing.maxRatePerSecond());
    }

    @Test
    void oneThatSizesManyCarriesNothingOver() {
        var one = new Sizer();
        var targets = new LatencyTargets(15, 23.9, 4000);
        var fresh = Sizer.size(REPLICA, SHAPE, targets);
        assertThat(one.sizeNext(REPLICA, SHAPE, targets)).isEqualTo(fresh);
        one.sizeNext(Replica.decodeOnly(64, DECODE), SHAPE, targets.atPercentile(95));
        assertThat(one.sizeNext(REPLICA, SHAPE, targets)).isEqualTo(fresh);
    }

    @Test
    void theStricterOfTwoTargetsBinds() {
        var ttft = feasible(REPLICA, SHAPE, new LatencyTargets(15, 23.9, 4000));
        assertThat(ttft.binding()).isEqualTo(SizingLimit.TTFT);
        assertThat(ttft.maxRatePerSecond()).isEqualTo(ttft.rateForTtftPerSecond());
        assertThat(atMaxRate(REPLICA, ttft).ttftMillis()).isCloseTo(15, within(1e-6));

        var itl = feasible(REPLICA, SHAPE, new LatencyTargets(1000, 21.5, 4000));
        assertThat(itl.binding()).isEqualTo(SizingLimit.ITL);
        assertThat(itl.maxRatePerSecond()).isEqualTo(itl.rateForItlPerSecond());
        assertThat(atMaxRate(REPLICA, itl).itlMillis()).isCloseTo(21.5, within(1e-6));
    }

    @Test
    void withPrefillAFleetDividesByTheThroughputAtTheLargestRate() {
        var shortQueue = REPLICA.withQueue(2);
        var sizing = feasible(shortQueue, SHAPE, LatencyTargets.NONE);

        assertThat(sizing.perReplicaRatePerSecond())
                .isEqualTo(atMaxRate(shortQueue, sizing).throughputPerSecond())
                .isLessThan(sizing.maxRatePerSecond());
    }

    @Test
    void withoutPrefillAFleetDividesByTheLargestRateItself() {
        var shortQueue = Replica.decodeOnly(8, DECODE).withQueue(2);
        var sizing = feasible(shortQueue, SHAPE, LatencyTargets.NONE);

        assertThat(sizing.perReplicaRatePerSecond()).isEqualTo(sizing.maxRatePerSecond());
    }

    /** The 95th percentile of an exponential wait is ln 20 times its mean. */
    @Test
    void withoutPrefillTheTtftTargetLimitsThe95thPercentileOfTheWait() {
        var sizing = feasible(Replica.decodeOnly(8, DECODE), SHAPE, new LatencyTargets(600, 0, 0));

        assertThat(sizing.binding()).isEqualTo(SizingLimit.TTFT);
        assertThat(atMaxRate(Replica.decodeOnly(8, DECODE), sizing).waitMillis())
                .isCloseTo(600 / 2.9957, within(1e-2));
    }

    @Test
    void namesTheTargetThatEvenAnIdleReplicaMisses() {
        assertThat(Sizer.size(REPLICA, SHAPE, new LatencyTargets(10.9, 30, 0)))
                .isInstanceOfSatisfying(Sizing.Infeasible.class, infeasible -> {
                    assertThat(infeasible.target()).isEqualTo(SizingLimit.TTFT);
                    assertThat(infeasible.bestMillis()).isCloseTo(11, within(1e-2));
                    assertThat(infeasible.targetMillis()).isEqualTo(10.9);
                });
        assertThat(Sizer.size(REPLICA, SHAPE, new LatencyTargets(500, 20.4, 0)))
                .isInstanceOfSatisfying(Sizing.Infeasible.class, infeasible -> {
                    assertThat(infeasible.target()).isEqualTo(SizingLimit.ITL);
                    assertThat(infeasible.bestMillis()).isCloseTo(20.5, within(1e-2));
                    assertThat(infeasible.targetMillis()).isEqualTo(20.4);
                });
    }

    @Test
    void reportsAMissedWaitInTheTermsOfTheTarget() {
        var replica = Replica.decodeOnly(1, DECODE);
        var wait = new ReplicaModel(replica, SHAPE)
                .analyze(new ReplicaModel(replica, SHAPE).minRatePerSecond())
                .waitMillis();

        assertThat(Sizer.size(replica, SHAPE, new LatencyTargets(0.001, 0, 0)))
                .isInstanceOfSatisfying(
                        Sizing.Infeasible.class,
                        infeasible -> assertThat(infeasible.bestMillis()).isEqualTo(Math.log(20) * wait));
    }

    @Test
    void aPercentileOfTheWaitIsTheTextbooksForOneAtATime() {
        var one = Replica.decodeOnly(1, new DecodeTime(20, 0)).withQueue(10_000);

        var sizing = feasible(one, new RequestShape(0, 50), new LatencyTargets(2000, 0, 0).atPercentile(90));

        // M/M/1: a tenth waits longer than 2000 ms where rho e^(-(1 - rho) 2000 / 1000) = 0.1
        var load = sizing.maxRatePerSecond();
        assertThat(load * Math.exp(-(1 - load) * 2)).isCloseTo(0.1, within(1e-6));
        assertThat(sizing.binding()).isEqualTo(SizingLimit.TTFT);
    }

    @Test
    void aPercentileOfTheTtftIsThatOfTheBatchOnJoiningWhereNobodyWaits() {
        var targets = new LatencyTargets(10 + 4.5, 0, 0).atPercentile(95);

        var sizing = feasible(REPLICA, SHAPE, targets);

        var chain = MODEL.newChain();
        chain.solve(sizing.maxRatePerSecond() / 1000);
        assertThat(new StateWalk(chain, MODEL.law(), 8).shareFindingFewerThan(4))
                .isCloseTo(0.95, within(1e-6));
    }

    @Test
    void aPercentileNamesWhatAnIdleReplicaCouldPromise() {
        assertThat(Sizer.size(REPLICA, SHAPE, new LatencyTargets(10.9, 30, 0).atPercentile(99)))
                .isInstanceOfSatisfying(Sizing.Infeasible.class, infeasible -> {
                    assertThat(infeasible.target()).isEqualTo(SizingLimit.TTFT);
                    assertThat(infeasible.bestMillis()).isCloseTo(11, within(1e-6));
                    assertThat(infeasible.targetMillis()).isEqualTo(10.9);
                });
        assertThat(Sizer.size(REPLICA, SHAPE, new LatencyTargets(500, 20.4, 0).atPercentile(50)))
                .isInstanceOfSatisfying(Sizing.Infeasible.class, infeasible -> {
                    assertThat(infeasible.target()).isEqualTo(SizingLimit.ITL);
                    assertThat(infeasible.bestMillis()).isCloseTo(20.5, within(1e-6));
                });
    }

    @Test
    void aPercentileOfALatencyThatDoesNotDependOnTheLoadNeverBinds() {
        var constant = Replica.decodeOnly(8, new DecodeTime(20, 0));

        assertThat(feasible(constant, SHAPE, new LatencyTargets(0, 20, 0).atPercentile(99))
                        .binding())
                .isEqualTo(SizingLimit.CAPACITY);
        assertThat(Sizer.size(constant, SHAPE, new LatencyTargets(0, 19.999, 0).atPercentile(99)))
                .isInstanceOfSatisfying(
                        Sizing.Infeasible.class,
                        infeasible -> assertThat(infeasible.bestMillis()).isCloseTo(20, within(1e-6)));
    }

    /** The first token is all there is, so no time between tokens can be missed. */
    @Test
    void requestsOfOneTokenMeetAnyPossibleItl() {
        var sizing = feasible(REPLICA, new RequestShape(100, 1), new LatencyTargets(0, 24, 0).atPercentile(95));

        assertThat(sizing.maxRatePerSecond()).isEqualTo(sizing.throughputPerSecond());
    }

    @Test
    void lengthsThatVaryLessAllowMoreAtTheSamePercentile() {
        var targets = new LatencyTargets(200, 0, 0).atPercentile(95);

        var equal = feasible(REPLICA, new RequestShape(100, 51, 0), targets);
        var real = feasible(REPLICA, new RequestShape(100, 51, 0.6), targets);
        var exponential = feasible(REPLICA, SHAPE, targets);

        assertThat(equal.maxRatePerSecond()).isGreaterThan(real.maxRatePerSecond());
        assertThat(real.maxRatePerSecond()).isGreaterThan(exponential.maxRatePerSecond());
    }

    /** A latency that no load changes meets a target at any load, or at none. */
    @Test
    void aLatencyThatDoesNotDependOnTheLoadNeverBinds() {
        var constant = Replica.decodeOnly(8, new DecodeTime(20, 0));

        var sizing = feasible(constant, SHAPE, new LatencyTargets(0, 20, 0));
        assertThat(sizing.rateForItlPerSecond()).isEqualTo(new ReplicaModel(constant, SHAPE).maxRatePerSecond());

        assertThat(Sizer.size(constant, SHAPE, new LatencyTargets(0, 19.999, 0)))
                .isEqualTo(new Sizing.Infeasible(SizingLimit.ITL, 20, 19.999));
    }

    @Test
    void aBatchWithoutFixedPartIsSizedToo() {
        var replica = Replica.decodeOnly(8, new DecodeTime(0, 5));

        var sizing = feasible(replica, SHAPE, new LatencyTargets(0, 15, 0));

        assertThat(sizing.binding()).isEqualTo(SizingLimit.ITL);
        assertThat(atMaxRate(replica, sizing).itlMillis()).isCloseTo(15, within(1e-6));
    }

    @Test
    void refusesAProfileWithoutServiceTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sizer.size(Replica.decodeOnly(8, new DecodeTime(0, 0)), SHAPE, LatencyTargets.NONE))
                .withMessageContaining("not a service time");
    }
}
