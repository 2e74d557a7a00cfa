package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Prompts read within the steps: 10 ms a step, 2 for each sequence that decodes, 0.1 for each prompt token. */
class ChunkedEngineTest {
    private static final StepLaw LAW = StepLaw.chunked(10, 2, 0, 0.1);
    private static final EngineLimits LIMITS = new EngineLimits(4, 1_000, 2_000).withStepTokens(64);

    private final EventLog log = new EventLog();
    private final Engine engine = new Engine(LAW, LIMITS, log);

    @Test
    void theStepThatReadsAPromptGivesItsFirstToken() {
        var sequence = engine.submit(5, tokens(50, 3));
        engine.advance(1_000);

        assertThat(sequence.queuedMillis()).isZero();
        assertThat(sequence.firstTokenMillis()).isCloseTo(15, within(1e-9));
        assertThat(sequence.decodeMillis()).isCloseTo(24, within(1e-9));
        assertThat(sequence.meanGapMillis()).isCloseTo(12, within(1e-9));
        assertThat(sequence.endedAtMillis()).isCloseTo(44, within(1e-9));
    }

    @Test
    void aPromptLongerThanTheBudgetIsReadInSeveralSteps() {
        var sequence = engine.submit(0, tokens(100, 1));

        assertThat(engine.state().unprefilledTokens()).isEqualTo(100);
        engine.advance(17);
        assertThat(engine.state().unprefilledTokens()).isEqualTo(36);
        assertThat(sequence.generatedTokens()).isZero();
        engine.advance(1_000);
        assertThat(sequence.firstTokenMillis()).isCloseTo(10 + 6.4 + 10 + 3.6, within(1e-9));
        assertThat(engine.state().unprefilledTokens()).isZero();
    }

    @Test
    void aSlotIsGivenWhenAStepBegins() {
        engine.submit(0, tokens(50, 3));
        var second = engine.submit(1, tokens(20, 2));

        assertThat(engine.state().waiting()).isEqualTo(1);
        engine.advance(1_000);
        assertThat(second.queuedMillis()).isCloseTo(14, within(1e-9));
        assertThat(second.firstTokenMillis())
                .as("the step decodes one and reads 20")
                .isCloseTo(28, within(1e-9));
    }

    @Test
    void thoseThatDecodeAndEarlierPromptsTakeTheBudgetFirst() {
        engine.submit(0, tokens(10, 3));
        engine.submit(1, tokens(60, 2));
        var third = engine.submit(2, tokens(30, 2));
        engine.advance(11);

        // one decodes, 60 are read, 3 are left for the third
        assertThat(engine.state().running()).isEqualTo(3);
        engine.advance(11 + 12 + 6.3);
        assertThat(engine.state().unprefilledTokens()).isEqualTo(27);
        assertThat(third.generatedTokens()).isZero();
        engine.advance(11 + 12 + 6.3 + 14 + 2.7);
        assertThat(third.generatedTokens()).isEqualTo(1);
    }

    @Test
    void aStepTakesLongerForEachTokenThatItsSequencesLookBackOn() {
        var looking = new Engine(StepLaw.chunked(10, 0, 0.01, 0), LIMITS, log);
        looking.submit(0, tokens(50, 3));
        looking.advance(1_000);

        assertThat(log.gapsMillis.get(0)).isCloseTo(10.51, within(1e-9));
        assertThat(log.gapsMillis.get(1)).isCloseTo(10.52, within(1e-9));
    }

    @Test
    void aRequestWaitsUntilItsWholePromptFits() {
        var small = new Engine(LAW, new EngineLimits(4, 4, 64).withStepTokens(16), log);
        small.submit(0, tokens(16, 2));
        var second = small.submit(0, tokens(50, 2));
        small.advance(20);

        assertThat(second.queuedMillis()).as("a chunk of 15 would fit").isNaN();
        small.advance(1_000);
        assertThat(second.isComplete()).isTrue();
    }

    @Test
    void aWatermarkIsLeftFreeForThoseThatRun() {
        var small = new Engine(LAW, new EngineLimits(4, 6, 96).withWatermark(2), log);
        var first = small.submit(0, tokens(80, 2));
        small.advance(100);
        assertThat(first.isComplete()).as("who runs alone may fill the cache").isTrue();

        small.submit(100, tokens(32, 2));
        var second = small.submit(100, tokens(33, 2));
        small.advance(100 + 13.2);
        assertThat(small.state().running()).isEqualTo(1);
        small.advance(1_000);
        assertThat(second.isComplete()).isTrue();
    }

    @Test
    void nobodyGetsASlotInAStepThatPreempted() {
        var small = new Engine(LAW, new EngineLimits(3, 4, 64), log);
        small.submit(0, tokens(31, 20));
        var second = small.submit(0, tokens(20, 20));
        small.submit(0, tokens(4, 1));

        while (second.preemptions() == 0) {
            small.advance(small.nextEventMillis());
        }
        assertThat(small.state().running()).isEqualTo(1);
        assertThat(small.state().waiting()).isEqualTo(2);
        assertThat(small.state().unprefilledTokens())
                .as("its prompt and what it had generated, and the third prompt")
                .isEqualTo(20 + second.generatedTokens() + 4);
        small.advance(10_000);
        assertThat(log.finishOrder).as("the third needs one step only").containsExactly(0L, 2L, 1L);
    }

    @Test
    void anAbortedPromptLeavesTheRestOfItUnread() {
        var sequence = engine.submit(0, tokens(100, 1));
        engine.abort(1, sequence);

        assertThat(engine.state().unprefilledTokens()).isZero();
        engine.advance(1_000);
        assertThat(log.firstTokenOrder).isEmpty();
        assertThat(sequence.endedAtMillis()).isEqualTo(1);
        assertThat(engine.nextEventMillis()).isInfinite();
    }

    private static SequenceSpec tokens(int input, int output) {
        return new SequenceSpec(input, output, FinishReason.STOP);
    }
}
