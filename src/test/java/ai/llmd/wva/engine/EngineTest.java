package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EngineTest {
    private static final StepLaw DECODE = StepLaw.decodeOnly(10, 2);
    private static final StepLaw PREFILL = StepLaw.beside(10, 2, 5, 0.1);

    private final EventLog log = new EventLog();

    @Test
    void aLoneRequestTakesOneStepPerToken() {
        var engine = engine(DECODE, 4, 100);

        var sequence = engine.submit(100, tokens(8, 3));
        engine.advance(1_000);

        assertThat(sequence.queuedMillis()).isZero();
        assertThat(sequence.firstTokenMillis()).isCloseTo(12, within(1e-9));
        assertThat(sequence.endToEndMillis()).isCloseTo(36, within(1e-9));
        assertThat(log.gapsMillis).containsExactly(12.0, 12.0);
        assertThat(engine.nextEventMillis()).isInfinite();
    }

    @Test
    void aRequestThatArrivesMidStepGetsItsSlotAtOnceAndItsTokensFromTheNextStep() {
        var engine = engine(DECODE, 4, 100);
        engine.submit(0, tokens(8, 3));

        var second = engine.submit(5, tokens(8, 1));
        engine.advance(1_000);

        assertThat(second.queuedMillis()).isZero();
        assertThat(second.firstTokenMillis()).isCloseTo(12 - 5 + 14, within(1e-9));
    }

    @Test
    void prefillTakesItsOwnTimeAndEndsWithTheFirstToken() {
        var engine = engine(PREFILL, 4, 100);

        var sequence = engine.submit(0, tokens(50, 2));
        engine.advance(1_000);

        assertThat(sequence.prefillMillis()).isCloseTo(5 + 0.1 * 50, within(1e-9));
        assertThat(sequence.decodeMillis()).isCloseTo(12, within(1e-9));
    }

    @Test
    void prefillOfOneDoesNotStallTheOthers() {
        var engine = engine(PREFILL, 4, 1_000);
        engine.submit(0, tokens(1, 5));
        engine.submit(6, tokens(1_000, 1));
        engine.advance(1_000);

        // the step under way when the second came keeps its 12 ms, later ones count both
        assertThat(log.gapsMillis.get(0)).isCloseTo(12, within(1e-9));
        assertThat(log.gapsMillis.get(1)).isCloseTo(14, within(1e-9));
    }

    @Test
    void aOneTokenAnswerNeedsNoDecodeStepAfterPrefill() {
        var engine = engine(PREFILL, 4, 100);

        var sequence = engine.submit(0, tokens(10, 1));
        engine.advance(6);

        assertThat(sequence.isComplete()).isTrue();
        assertThat(engine.nextEventMillis()).isInfinite();
    }

    @Test
    void theBatchLimitMakesTheRestWaitInOrderOfArrival() {
        var engine = engine(DECODE, 2, 100);
        for (var i = 0; i < 6; i++) {
            engine.submit(i * 0.001, tokens(4, 2));
        }

        assertThat(engine.state().running()).isEqualTo(2);
        assertThat(engine.state().waiting()).isEqualTo(4);
        engine.advance(1_000);

        assertThat(log.firstTokenOrder).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(engine.state().finished()).isEqualTo(6);
    }

    @Test
    void manySmallAdvancesEqualOneBigOne() {
        var coarse = engine(PREFILL, 2, 100);
        var fineLog = new EventLog();
        var fine = new Engine(PREFILL, new EngineLimits(2, 100, 2_000), fineLog);
        for (var i = 0; i < 5; i++) {
            coarse.submit(i * 7, tokens(20 + i, 3 + i));
            fine.submit(i * 7, tokens(20 + i, 3 + i));
        }

        coarse.advance(2_000);
        for (var at = 28.0; at <= 2_000; at += 0.5) {
            fine.advance(at);
        }

        assertThat(fineLog.gapsMillis).isEqualTo(log.gapsMillis).isNotEmpty();
        assertThat(fine.state()).isEqualTo(coarse.state());
    }

    @Test
    void timeNeverRunsBackwards() {
        var engine = engine(DECODE, 1, 100);
        engine.advance(500);

        var sequence = engine.submit(100, tokens(1, 1));
        engine.advance(512);

        assertThat(sequence.endToEndMillis()).isCloseTo(12, within(1e-9));
    }

    @Test
    void anAbortFreesTheSlotForTheNextOneAtOnce() {
        var engine = engine(DECODE, 1, 100);
        var first = engine.submit(0, tokens(4, 100));
        var second = engine.submit(1, tokens(4, 1));

        engine.abort(20, first);

        assertThat(second.queuedMillis()).isCloseTo(19, within(1e-9));
        engine.advance(1_000);
        assertThat(log.abortOrder).containsExactly(0L);
        assertThat(log.finishOrder).containsExactly(1L);
        assertThat(engine.state().usedBlocks()).isZero();
    }

    @Test
    void aWaitingRequestCanBeAborted() {
        var engine = engine(DECODE, 1, 100);
        engine.submit(0, tokens(4, 2));
        var second = engine.submit(1, tokens(4, 2));

        engine.abort(2, second);
        engine.advance(1_000);

        assertThat(log.finishOrder).containsExactly(0L);
        assertThat(engine.state().waiting()).isZero();
    }

    @Test
    void abortingTwiceOrAfterTheEndChangesNothing() {
        var engine = engine(DECODE, 1, 100);
        var sequence = engine.submit(0, tokens(4, 1));
        engine.advance(12);

        engine.abort(13, sequence);
        engine.abort(14, sequence);

        assertThat(engine.state().aborted()).isZero();
        assertThat(engine.state().finished()).isEqualTo(1);
    }

    @Test
    void aSequenceLongerThanTheCacheIsRefused() {
        var engine = new Engine(DECODE, new EngineLimits(4, 2, 1_000), log);

        assertThatThrownBy(() -> engine.submit(0, tokens(20, 13)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33 tokens")
                .hasMessageContaining("32");
        assertThat(engine.state().accepted()).isZero();
    }

    @Test
    void aSequenceLongerThanTheContextIsRefused() {
        var engine = new Engine(DECODE, new EngineLimits(4, 1_000, 64), log);

        assertThatThrownBy(() -> engine.submit(0, tokens(60, 5))).hasMessageContaining("64");
    }

    private Engine engine(StepLaw profile, int batch, int blocks) {
        return new Engine(profile, new EngineLimits(batch, blocks, 2_000), log);
    }

    private static SequenceSpec tokens(int input, int output) {
        return new SequenceSpec(input, output, FinishReason.STOP);
    }
}
