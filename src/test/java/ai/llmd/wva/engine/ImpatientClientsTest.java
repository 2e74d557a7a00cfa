package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.llmd.wva.engine.Patience.Awaited;
import ai.llmd.wva.engine.Patience.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of an engine with one slot and 10 ms a token, in virtual time. */
class ImpatientClientsTest {
    private static final SequenceSpec TEN_TOKENS = new SequenceSpec(4, 10, FinishReason.STOP);

    private final EventLog log = new EventLog();
    private final Engine engine = new Engine(StepLaw.decodeOnly(10, 0), new EngineLimits(1, 100, 1_000), log);

    @Test
    void whoIsServedInTimeDoesNotGiveUp() {
        var clients = clients(givingUp(100, Awaited.ANSWER), 0, 150, 300);
        clients.advance(10_000);

        assertThat(clients.offered()).isEqualTo(3);
        assertThat(clients.abandoned()).isZero();
        assertThat(log.finishOrder).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whoWaitsForTheAnswerGivesUpInTheMiddleOfIt() {
        var clients = clients(givingUp(99, Awaited.ANSWER), 0);
        clients.advance(98.9);
        assertThat(engine.state().running()).isEqualTo(1);
        clients.advance(99);

        assertThat(engine.state().running()).isZero();
        assertThat(clients.abandoned()).isEqualTo(1);
        assertThat(log.abortOrder).containsExactly(0L);
    }

    @Test
    void whoWaitsForTheFirstTokenStaysOnceItHasCome() {
        var clients = clients(givingUp(50, Awaited.FIRST_TOKEN), 0, 1);
        clients.advance(1_000);
        engine.advance(1_000);

        assertThat(log.finishOrder).containsExactly(0L);
        assertThat(log.abortOrder).containsExactly(1L);
    }

    @Test
    void whoGivesUpComesBackAsOftenAsItsHabitIs() {
        var patience = new Patience(Spread.CONSTANT, 20, Awaited.ANSWER);
        var clients = clients(new ClientHabits(patience, 2, 5), 0);
        clients.advance(24);
        assertThat(clients.sent()).isEqualTo(1);
        clients.advance(25);
        assertThat(clients.sent()).isEqualTo(2);
        clients.advance(10_000);

        assertThat(clients.offered()).isEqualTo(1);
        assertThat(clients.sent()).isEqualTo(3);
        assertThat(clients.retried()).isEqualTo(2);
        assertThat(clients.abandoned()).isEqualTo(3);
        assertThat(engine.state().aborted()).isEqualTo(3);
    }

    @Test
    void patientClientsWaitForEver() {
        var clients = clients(ClientHabits.PATIENT, IntStream.range(0, 500).toArray());
        clients.advance(Double.POSITIVE_INFINITY);
        engine.advance(1e9);

        assertThat(engine.state().finished()).isEqualTo(500);
        assertThat(clients.abandoned()).isZero();
    }

    @Test
    void eachTryGoesWhereTheBalancerSays() {
        var other = new Engine(StepLaw.decodeOnly(10, 0), new EngineLimits(1, 100, 1_000), EngineListener.NONE);
        var turns = new ArrayList<>(List.of(engine, other, other));
        var clients = new ImpatientClients(
                times(0, 1, 2), random -> TEN_TOKENS, ClientHabits.PATIENT, new Random(1), () -> turns.remove(0));
        clients.advance(10);

        assertThat(engine.state().accepted()).isEqualTo(1);
        assertThat(other.state().accepted()).isEqualTo(2);
    }

    @Test
    void manySmallAdvancesEqualOneBigOneAndOneSeedIsOneHistory() {
        var habits = new ClientHabits(new Patience(Spread.EXPONENTIAL, 150, Awaited.ANSWER), 1, 30);
        var dues = IntStream.range(0, 50).map(i -> 40 * i).toArray();
        clients(habits, dues).advance(10_000);
        var coarse = List.copyOf(log.abortOrder);
        var fineLog = new EventLog();
        var fine = new Engine(StepLaw.decodeOnly(10, 0), new EngineLimits(1, 100, 1_000), fineLog);
        var clients = new ImpatientClients(times(dues), random -> TEN_TOKENS, habits, new Random(1), () -> fine);
        for (var at = 0.0; at <= 10_000; at += 0.5) {
            clients.advance(at);
        }

        assertThat(fineLog.abortOrder).isEqualTo(coarse).isNotEmpty();
        assertThat(fine.state()).isEqualTo(engine.state());
    }

    @ParameterizedTest
    @EnumSource
    void patienceHasTheMeanThatWasAskedFor(Spread spread) {
        var patience = new Patience(spread, 250, Awaited.ANSWER);
        var random = new Random(3);

        assertThat(DoubleStream.generate(() -> patience.drawMillis(random))
                        .limit(100_000)
                        .average()
                        .orElseThrow())
                .isCloseTo(250, withinPercentage(1));
        assertThat(new Patience(spread, Double.POSITIVE_INFINITY, Awaited.ANSWER).drawMillis(random))
                .isInfinite();
    }

    @Test
    void exponentialPatienceSpreadsAsWideAsItsMean() {
        var patience = new Patience(Spread.EXPONENTIAL, 250, Awaited.ANSWER);
        var random = new Random(4);

        var longerThanMean = DoubleStream.generate(() -> patience.drawMillis(random))
                .limit(100_000)
                .filter(millis -> millis > 250)
                .count();

        assertThat(longerThanMean / 100_000.0).isCloseTo(StrictMath.exp(-1), within(0.01));
    }

    @Test
    void habitsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> givingUp(0, Awaited.ANSWER)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> givingUp(Double.NaN, Awaited.ANSWER)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new ClientHabits(Patience.ENDLESS, -1, 0)).hasMessageContaining("retries");
        assertThatThrownBy(() -> new ClientHabits(Patience.ENDLESS, 1, -1)).hasMessageContaining("delay");
    }

    private ImpatientClients clients(ClientHabits habits, int... dues) {
        return new ImpatientClients(times(dues), random -> TEN_TOKENS, habits, new Random(1), () -> engine);
    }

    private static PrimitiveIterator.OfDouble times(int... dues) {
        return IntStream.of(dues).asDoubleStream().iterator();
    }

    private static ClientHabits givingUp(double millis, Awaited awaited) {
        return ClientHabits.givingUp(new Patience(Spread.CONSTANT, millis, awaited));
    }
}
