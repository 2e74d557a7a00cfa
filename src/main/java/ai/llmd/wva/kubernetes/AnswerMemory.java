package ai.llmd.wva.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers that hold for a while; when there are too many, the oldest go first. Any thread may ask. */
final class AnswerMemory<K, V> {
    private final Clock clock;
    private final Map<K, Remembered<V>> answers;

    private record Remembered<V>(V answer, Instant until) {}

    AnswerMemory(int capacity, Clock clock) {
        this.clock = clock;
        this.answers = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Remembered<V>> eldest) {
                return size() > capacity;
            }
        };
    }

    Optional<V> get(K question) {
        var now = clock.instant();
        synchronized (answers) {
            var known = answers.get(question);
            return known != null && now.isBefore(known.until()) ? Optional.of(known.answer()) : Optional.empty();
        }
    }

    /** Holds from when it was asked, not from when it was answered. */
    void put(K question, V answer, Instant asked, Duration holds) {
        synchronized (answers) {
            answers.remove(question);
            answers.put(question, new Remembered<>(answer, asked.plus(holds)));
        }
    }

    Instant now() {
        return clock.instant();
    }
}
