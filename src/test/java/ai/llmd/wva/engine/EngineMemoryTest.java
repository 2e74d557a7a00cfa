package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The KV cache: who gets blocks, who loses them. */
class EngineMemoryTest {
    private static final StepLaw DECODE = StepLaw.decodeOnly(10, 0);

    private final EventLog log = new EventLog();

    @Test
    void aSequenceHoldsABlockForEverySixteenTokens() {
        var engine = new Engine(DECODE, new EngineLimits(1, 10, 1_000), log);

        engine.submit(0, tokens(16, 40));
        assertThat(engine.state().usedBlocks()).isEqualTo(1);
        engine.advance(10);
        assertThat(engine.state().usedBlocks()).isEqualTo(2);
        engine.advance(10 + 16 * 10);
        assertThat(engine.state().usedBlocks()).isEqualTo(3);
        assertThat(engine.state().kvCacheUsage()).isEqualTo(0.3);
        engine.advance(1_000);
        assertThat(engine.state().kvCacheUsage()).isZero();
    }

    @Test
    void aPromptThatDoesNotFitNowWaitsAlthoughASlotIsFree() {
        var engine = new Engine(DECODE, new EngineLimits(4, 4, 1_000), log);
        engine.submit(0, tokens(33, 5));

        var second = engine.submit(1, tokens(33, 5));

        assertThat(engine.state().running()).isEqualTo(1);
        assertThat(engine.state().waiting()).isEqualTo(1);
        engine.advance(1_000);
        assertThat(second.queuedMillis()).isEqualTo(49);
    }

    @Test
    void theYoungestGivesWayAndBothFinish() {
        var engine = new Engine(DECODE, new EngineLimits(2, 4, 1_000), log);
        var oldest = engine.submit(0, tokens(16, 40));
        engine.submit(1, tokens(16, 40));

        engine.advance(10_000);

        assertThat(log.preemptions).isPositive();
        assertThat(engine.state().preemptions()).isEqualTo(log.preemptions);
        assertThat(oldest.endToEndMillis()).as("the oldest is never held up").isEqualTo(400);
        assertThat(log.finishOrder).containsExactly(0L, 1L);
    }

    @Test
    void thePauseOfAPreemptedSequenceShowsAsOneLongGap() {
        var engine = new Engine(DECODE, new EngineLimits(2, 4, 1_000), log);
        engine.submit(0, tokens(16, 40));
        engine.submit(1, tokens(16, 40));

        engine.advance(10_000);

        assertThat(log.gapsMillis).hasSize(2 * 39);
        assertThat(log.gapsMillis.stream().filter(gap -> gap > 10)).hasSize(log.preemptions);
    }

    @Test
    void aPreemptedSequenceIsPrefilledAgainWithWhatItHadGenerated() {
        var profile = StepLaw.beside(10, 0, 0, 1);
        var engine = new Engine(profile, new EngineLimits(2, 3, 1_000), log);
        engine.submit(0, tokens(15, 20));
        var second = engine.submit(0.5, tokens(16, 20));

        engine.advance(10_000);

        assertThat(log.preemptions).isPositive();
        assertThat(log.firstTokenOrder).containsExactly(0L, 1L);
        assertThat(second.generatedTokens()).isEqualTo(20);
        assertThat(engine.state().usedBlocks()).isZero();
    }

    @Test
    void tinyMemoryStillMakesProgressToTheEnd() {
        var engine = new Engine(DECODE, new EngineLimits(8, 5, 80), log);
        for (var i = 0; i < 50; i++) {
            engine.submit(i, tokens(1 + i % 30, 50));
        }

        engine.advance(1_000_000);

        assertThat(engine.state().finished()).isEqualTo(50);
        assertThat(engine.state().running() + engine.state().waiting()).isZero();
        assertThat(log.finishOrder).isSortedAccordingTo(Long::compare);
    }

    private static SequenceSpec tokens(int input, int output) {
        return new SequenceSpec(input, output, FinishReason.LENGTH);
    }
}
