package ai.llmd.wva.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine does event for event what the plain one does, under random limits, laws, traffic and aborts. */
class EngineReferenceTest {
    private static final int REQUESTS = 150;

    static Stream<Long> seeds() {
        return IntStream.rangeClosed(1, 60).mapToObj(Long::valueOf);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyEventIsThatOfThePlainEngine(long seed) {
        var random = new Random(seed);
        var law = RandomEngines.law(random, (int) (seed % 3));
        var limits = RandomEngines.limits(random);
        var engines = new ArrayList<Engine>();
        var notes = new EventNotes(() -> engines.get(0).nowMillis());
        var engine = new Engine(law, limits, notes);
        engines.add(engine);
        var reference = new ReferenceEngine(law, limits);
        var sequences = new ArrayList<Sequence>();
        var pauseMillis = 20 + random.nextDouble() * 400;

        var atMillis = 0.0;
        for (var i = 0; i < REQUESTS; i++) {
            atMillis += random.nextInt(4) == 0 ? 0 : random.nextDouble() * pauseMillis;
            var spec = RandomEngines.spec(random, limits);
            sequences.add(engine.submit(atMillis, spec));
            reference.submit(atMillis, spec);
            if (random.nextInt(8) == 0) {
                var victim = sequences.get(random.nextInt(sequences.size()));
                var abortAtMillis = atMillis + random.nextDouble();
                engine.abort(abortAtMillis, victim);
                reference.abort(abortAtMillis, victim.id());
            }
            assertThat(engine.state()).isEqualTo(reference.state());
        }
        engine.advance(Double.MAX_VALUE);
        reference.advance(Double.MAX_VALUE);

        assertThat(notes.events).isEqualTo(reference.events).hasSizeGreaterThan(2 * REQUESTS);
        assertThat(engine.state()).isEqualTo(reference.state());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theRandomEnginesPreemptAndFindPrefixes(int reading) {
        var preemptions = 0L;
        var hitTokens = 0L;
        for (var seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var limits = RandomEngines.limits(random);
            var engine = new Engine(RandomEngines.law(random, reading), limits, EngineListener.NONE);
            for (var i = 0; i < REQUESTS; i++) {
                hitTokens += engine.submit(100.0 * i, RandomEngines.spec(random, limits))
                        .prefixHitTokens();
            }
            preemptions += engine.state().preemptions();
        }

        assertThat(preemptions).isGreaterThan(20);
        assertThat(hitTokens).isPositive();
    }
}
