package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any engine under any traffic: random limits, profiles, arrivals and aborts from a fixed seed. */
class EnginePropertiesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void nothingIsLostAndNothingOverflows(long seed) {
        var random = new Random(seed);
        var limits = RandomEngines.limits(random);
        var law = RandomEngines.law(random, (int) (seed % 3));
        var log = new EventLog();
        var engine = new Engine(law, limits, log);
        var sequences = new ArrayList<Sequence>();

        var atMillis = 0.0;
        for (var i = 0; i < 400; i++) {
            atMillis += random.nextDouble() * 150;
            sequences.add(engine.submit(atMillis, RandomEngines.spec(random, limits)));
            if (random.nextInt(8) == 0) {
                engine.abort(atMillis + random.nextDouble(), sequences.get(random.nextInt(sequences.size())));
            }
            check(engine, limits, sequences.size());
        }
        engine.advance(Double.MAX_VALUE);

        var end = engine.state();
        check(engine, limits, sequences.size());
        assertThat(end.running() + end.waiting()).isZero();
        assertThat(end.usedBlocks()).isZero();
        assertThat(end.unprefilledTokens()).isZero();
        assertThat(log.tokens)
                .isEqualTo(
                        sequences.stream().mapToLong(Sequence::generatedTokens).sum());
        assertThat(log.finishOrder).hasSize((int) end.finished());
        assertThat(log.abortOrder).hasSize((int) end.aborted());
        for (var sequence : sequences) {
            assertThat(sequence.isComplete()).isNotEqualTo(log.abortOrder.contains(sequence.id()));
            if (sequence.isComplete()) {
                assertThat(sequence.queuedMillis()).isNotNegative();
                assertThat(sequence.prefillMillis()).isPositive();
                assertThat(sequence.decodeMillis()).isNotNegative();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void slotsAreGivenInOrderOfArrival(long seed) {
        var random = new Random(seed);
        var limits = new EngineLimits(3, 30, 400);
        var engine = new Engine(StepLaw.decodeOnly(5, 1), limits, EngineListener.NONE);
        var sequences = new ArrayList<Sequence>();
        for (var i = 0; i < 200; i++) {
            sequences.add(engine.submit(i * 40.0, RandomEngines.spec(random, limits)));
        }
        engine.advance(Double.MAX_VALUE);

        var scheduled = sequences.stream()
                .map(sequence -> sequence.id() * 40.0 + sequence.queuedMillis())
                .toList();
        assertThat(scheduled).isSorted();
    }

    private static void check(Engine engine, EngineLimits limits, int submitted) {
        var state = engine.state();
        assertThat(state.accepted()).isEqualTo(submitted);
        assertThat(state.running() + state.waiting() + state.finished() + state.aborted())
                .isEqualTo(state.accepted());
        assertThat(state.running()).isBetween(0, limits.maxBatch());
        assertThat(state.kvCacheUsage()).isBetween(0.0, 1.0);
        assertThat(state.unprefilledTokens()).isNotNegative();
        if (state.waiting() > 0) {
            assertThat(engine.nextEventMillis())
                    .as("a step goes on while others wait, if only to its end after everyone in it was aborted")
                    .isFinite();
        }
    }
}
