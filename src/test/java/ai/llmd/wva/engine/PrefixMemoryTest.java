package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrefixMemoryTest {
    private static final StepLaw LAW = StepLaw.chunked(10, 2, 0, 0.1);

    @Test
    void wholeBlocksAreFoundAndNeverTheWholePrompt() {
        var memory = new PrefixMemory(1_000);
        memory.remember(new PromptPrefix(7, 100));

        assertThat(memory.hitTokens(new PromptPrefix(7, 100), 200)).isEqualTo(96);
        assertThat(memory.hitTokens(new PromptPrefix(7, 50), 200)).isEqualTo(48);
        assertThat(memory.hitTokens(new PromptPrefix(7, 96), 96)).isEqualTo(80);
        assertThat(memory.hitTokens(new PromptPrefix(8, 100), 200)).isZero();
        assertThat(memory.hitTokens(PromptPrefix.NONE, 200)).isZero();
    }

    @Test
    void theLeastRecentlyUsedIsForgotten() {
        var memory = new PrefixMemory(100);
        memory.remember(new PromptPrefix(1, 48));
        memory.remember(new PromptPrefix(2, 48));
        memory.hitTokens(new PromptPrefix(1, 48), 100);
        memory.remember(new PromptPrefix(3, 16));

        assertThat(memory.hitTokens(new PromptPrefix(1, 48), 100)).isEqualTo(48);
        assertThat(memory.hitTokens(new PromptPrefix(2, 48), 100)).isZero();
        assertThat(memory.hitTokens(new PromptPrefix(3, 16), 100)).isEqualTo(16);
    }

    @Test
    void aHitShortensThePromptAndIsCounted() {
        var limits = new EngineLimits(4, 1_000, 2_000).withPrefixTokens(1_000);
        var counters = new EngineCounters(limits);
        var engine = new Engine(LAW, limits, counters);
        var spec = new SequenceSpec(100, 1, FinishReason.STOP, new PromptPrefix(1, 64));
        engine.submit(0, spec);
        var second = engine.submit(1_000, spec);
        engine.advance(2_000);

        assertThat(second.prefixHitTokens()).isEqualTo(64);
        assertThat(second.firstTokenMillis()).isCloseTo(10 + 3.6, within(1e-9));
        var totals = counters.series(name -> name.startsWith("pr") && name.endsWith("_total"));
        var values = new double[totals.size()];
        totals.read(engine.state(), values);
        assertThat(totals.ids())
                .extracting(EngineSeries.Id::name)
                .containsExactly("prefix_cache_queries_total", "prefix_cache_hits_total", "prompt_tokens_total");
        assertThat(values).containsExactly(200, 64, 200);
    }

    @Test
    void withoutMemoryNothingIsFound() {
        var engine = new Engine(LAW, new EngineLimits(4, 1_000, 2_000), EngineListener.NONE);
        var spec = new SequenceSpec(100, 1, FinishReason.STOP, new PromptPrefix(1, 64));
        engine.submit(0, spec);

        assertThat(engine.submit(1_000, spec).prefixHitTokens()).isZero();
    }
}
