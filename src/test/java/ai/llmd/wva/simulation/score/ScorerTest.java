package ai.llmd.wva.simulation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.simulation.outcome.RequestLedger.Ending;
import ai.llmd.wva.simulation.outcome.RunBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerTest {
    private static double value(RunBuilder run, Measure measure) {
        return Scorer.score(run.build(), Yardstick.NONE).value(measure);
    }

    private static double value(RunBuilder run, Yardstick yardstick, Measure measure) {
        return Scorer.score(run.build(), yardstick).value(measure);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVED, 900, 40, 1",
        "SERVED, 1000, 50, 1",
        "SERVED, 1001, 40, 0",
        "SERVED, 900, 50.1, 0",
        "SERVED, 900, NaN, 1",
        "FAILED, 900, 40, 0",
        "ABANDONED, 900, 40, 0",
        "UNFINISHED, 900, 40, 0"
    })
    void aRequestMeetsItsTargetsWhenServedInFullWithinBoth(Ending ending, double ttft, double itl, double share) {
        assertThat(value(new RunBuilder(60).request(0, ending, ttft, itl), Measure.ATTAINMENT))
                .isEqualTo(share);
    }

    @Test
    void theLimitsOfARequestAreThoseOfItsModel() {
        var run = new RunBuilder(60).target(1, 600).request(0, Ending.SERVED, 1, 1);

        assertThat(value(run, Measure.ATTAINMENT)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"50, 1", "75, 1", "76, 0"})
    void aPromisedPercentileIsKeptWhereEachTargetIsMetByThatShare(double percentile, double kept) {
        var run = new RunBuilder(60)
                .promising(percentile)
                .request(0, Ending.SERVED, 400, 20)
                .request(1, Ending.SERVED, 400, 20)
                .request(2, Ending.SERVED, 600, 20)
                .request(3, Ending.SERVED, 400, 30);

        assertThat(value(run, Measure.PROMISE_KEPT)).isEqualTo(kept);
    }

    @Test
    void whereNoPercentileIsPromisedNoneIsKept() {
        var run = new RunBuilder(60).request(0, Ending.SERVED, 400, 20);

        assertThat(Scorer.score(run.build(), Yardstick.NONE).values()).doesNotContainKey(Measure.PROMISE_KEPT);
    }

    @Test
    void withoutRequestsThereIsNoAttainmentAndNoLatency() {
        var score = Scorer.score(new RunBuilder(60).build(), Yardstick.NONE);

        assertThat(score.values()).doesNotContainKeys(Measure.ATTAINMENT, Measure.TTFT_P50, Measure.TTFT_P99);
        assertThat(score.value(Measure.GOODPUT)).isZero();
    }

    @Test
    void goodputCountsWhatMetTheTargets() {
        var run = new RunBuilder(10)
                .request(1, Ending.SERVED, 100, 10)
                .request(2, Ending.SERVED, 5000, 10)
                .request(3, Ending.SERVED, 100, 10);

        assertThat(value(run, Measure.GOODPUT)).isEqualTo(0.2);
    }

    @Test
    void aReplicaIsPaidFromCreationToTerminationWithinTheRun() {
        var run = new RunBuilder(3600)
                .target(0, 600)
                .target(1, 100)
                .replica(0, -500, Double.NaN)
                .replica(1, 900, 2700)
                .replica(1, 3000, 4000);

        assertThat(value(run, Measure.REPLICA_HOURS)).isCloseTo(1 + 0.5 + 1.0 / 6, within(1e-12));
        assertThat(value(run, Measure.AVERAGE_REPLICAS)).isCloseTo(1 + 0.5 + 1.0 / 6, within(1e-12));
        assertThat(value(run, Measure.COST)).isCloseTo(600 + 50 + 100.0 / 6, within(1e-9));
    }

    @Test
    void regretIsTheCostBeyondTheLeastPossible() {
        var run = new RunBuilder(3600).target(0, 600).replica(0, 0, Double.NaN);

        assertThat(value(run, new Yardstick(500, (model, at) -> 1), Measure.REGRET))
                .isCloseTo(0.2, within(1e-12));
        assertThat(value(run, Measure.REGRET)).isNaN();
    }

    @Test
    void existingBeyondNeededIsOverAndNeededBeyondReadyIsUnder() {
        var run = new RunBuilder(60)
                .moment(0, 0, 2, 2)
                .moment(15, 0, 5, 2)
                .moment(30, 0, 5, 5)
                .moment(45, 0, 1, 1);
        var yardstick = new Yardstick(500, (model, at) -> at < 15_000 ? 2 : 4);

        assertThat(value(run, yardstick, Measure.OVER)).isEqualTo(15 + 15);
        assertThat(value(run, yardstick, Measure.UNDER)).isEqualTo(2 * 15 + 3 * 15);
        assertThat(value(run, Measure.OVER)).isNaN();
    }

    @Test
    void targetsOfAModelServeItTogether() {
        var run = new RunBuilder(30)
                .target(0, 600)
                .target(0, 300)
                .moment(0, 0, 2, 2)
                .moment(0, 1, 1, 1);

        assertThat(value(run, new Yardstick(500, (model, at) -> 3), Measure.UNDER))
                .isZero();
    }

    @Test
    void changesOfTheOrderedReplicasAreCountedAndSoAreTurns() {
        var run = new RunBuilder(90)
                .target(0, 600)
                .target(1, 600)
                .moment(0, 0, 2, 2)
                .moment(0, 1, 1, 1)
                .moment(15, 0, 4, 2)
                .moment(15, 1, 1, 1)
                .moment(30, 0, 4, 4)
                .moment(30, 1, 2, 1)
                .moment(45, 0, 3, 4)
                .moment(60, 0, 2, 3)
                .moment(75, 0, 6, 2);

        assertThat(value(run, Measure.SCALE_ACTIONS)).isEqualTo(5);
        assertThat(value(run, Measure.DIRECTION_FLIPS)).isEqualTo(2);
    }

    @Test
    void recoveryIsTheLongestTimeThroughWhichRequestsMissed() {
        var run = new RunBuilder(120)
                .request(1, Ending.SERVED, 5000, 10)
                .request(16, Ending.SERVED, 100, 10)
                .request(31, Ending.SERVED, 5000, 10)
                .request(46, Ending.SERVED, 100, 10)
                .request(47, Ending.SERVED, 5000, 10)
                .request(61, Ending.FAILED, 100, 10)
                .request(80, Ending.SERVED, 100, 10);

        assertThat(value(run, Measure.RECOVERY)).isEqualTo(45);
    }

    @Test
    void aRequestThatNeverStartedCountsWithTheTimeThatItWaited() {
        var run = new RunBuilder(100)
                .request(1, Ending.SERVED, 100, 10)
                .abandoned(10, 20)
                .unfinished(40)
                .tail(1200);

        assertThat(value(run, Measure.TTFT_P50)).isEqualTo(20_000);
        assertThat(value(run, Measure.TTFT_P99)).isEqualTo(1_260_000);
    }

    @Test
    void aRequestThatStartedButNeverEndedCountsWithItsFirstToken() {
        var run = new RunBuilder(100).unfinished(40, 700).tail(1200);

        assertThat(value(run, Measure.TTFT_P99)).isEqualTo(700);
        assertThat(value(run, Measure.ATTAINMENT)).isZero();
    }

    @Test
    void heldDecisionsAreCounted() {
        var run = new RunBuilder(60).note(0, 1, false, "").note(15, 1, true, "nothing is known");

        assertThat(value(run, Measure.HELD)).isEqualTo(1);
    }
}
