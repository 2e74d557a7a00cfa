package ai.llmd.wva.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.engine.Patience.Awaited;
import ai.llmd.wva.engine.Patience.Spread;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.scenario.ClosedLoop.Cycle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two replicas of four slots where 240 requests a minute arrive, each of 3.9 s: both are overloaded twofold when the
 * controller starts. A replica carries 25.31 a minute within its targets, so that ten are needed if nobody gives up.
 */
class ImpatientClientsLoopTest {
    private static final double PER_MINUTE = 240;
    private static final double PER_REPLICA = 25.31;
    private static final int NEEDED = (int) Math.ceil(PER_MINUTE / PER_REPLICA);
    /** Cycles until what clients did in the overload has left the window, pods started and clients calmed down. */
    private static final int TRANSIENT = 5;

    private static final int CYCLES = 10;

    private static List<Cycle> cycles(ClientHabits habits) {
        return new ClosedLoop(2, PER_MINUTE, habits, 7).unscaled(3).cycles(CYCLES);
    }

    private static double countedPerMinute(Cycle cycle) {
        return cycle.measurement() instanceof Measured measured
                ? 60 * measured.load().arrivalRatePerSecond()
                : 0;
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST_TOKEN,CONSTANT,10,0",
        "FIRST_TOKEN,CONSTANT,10,2",
        "FIRST_TOKEN,CONSTANT,30,0",
        "FIRST_TOKEN,CONSTANT,30,2",
        "FIRST_TOKEN,EXPONENTIAL,10,0",
        "FIRST_TOKEN,EXPONENTIAL,10,2",
        "FIRST_TOKEN,EXPONENTIAL,30,0",
        "FIRST_TOKEN,EXPONENTIAL,30,2",
        "ANSWER,CONSTANT,10,0",
        "ANSWER,CONSTANT,10,2",
        "ANSWER,CONSTANT,30,0",
        "ANSWER,CONSTANT,30,2",
        "ANSWER,EXPONENTIAL,10,0",
        "ANSWER,EXPONENTIAL,10,2",
        "ANSWER,EXPONENTIAL,30,0",
        "ANSWER,EXPONENTIAL,30,2",
    })
    void replicasRiseUntilNobodyWaitsAndSettleNearWhatPatientClientsNeed(
            Awaited awaited, Spread spread, int seconds, int retries) {
        var cycles = cycles(new ClientHabits(new Patience(spread, 1_000 * seconds, awaited), retries, 1_000));

        assertThat(cycles).allSatisfy(cycle -> {
            assertThat(cycle.decision().outcome()).isEqualTo(Outcome.OPTIMIZED);
            int counted = (int) Math.ceil(countedPerMinute(cycle) / PER_REPLICA) + 1;
            assertThat(cycle.desired())
                    .as("no more than a doubling, but for what is counted")
                    .isLessThanOrEqualTo(Math.max(2 * cycle.replicas(), counted));
        });
        assertThat(cycles.get(0).desired()).isGreaterThan(2);
        assertThat(cycles.get(1).desired()).isGreaterThanOrEqualTo(2 * 2);
        assertThat(cycles.subList(TRANSIENT, CYCLES)).allSatisfy(cycle -> {
            assertThat(cycle.waiting()).isLessThanOrEqualTo(cycle.replicas() / 2);
            // a third of those with a mean patience of 10 s for an answer of 4 s leaves in the middle of it
            assertThat(cycle.desired()).isBetween(NEEDED - 3, NEEDED * 3 / 2);
        });
    }

    @Test
    void patientClientsAreServedWithoutAnOvershootHoweverLongTheirQueueIs() {
        var cycles = cycles(ClientHabits.PATIENT);

        assertThat(cycles.get(0).waiting()).isGreaterThan(300);
        assertThat(cycles).allSatisfy(cycle -> assertThat(cycle.desired()).isBetween(NEEDED - 1, NEEDED + 2));
    }

    @Test
    void whatIsEnoughIsNotTouchedByClientsThatWouldGiveUp() {
        var patience = new Patience(Spread.EXPONENTIAL, 30_000, Awaited.FIRST_TOKEN);
        var cycles = new ClosedLoop(10, PER_MINUTE, new ClientHabits(patience, 2, 1_000), 7)
                .unscaled(3)
                .cycles(CYCLES);

        assertThat(cycles).allSatisfy(cycle -> assertThat(cycle.desired()).isBetween(NEEDED - 2, NEEDED + 2));
    }
}
