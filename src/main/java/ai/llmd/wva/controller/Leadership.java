package ai.llmd.wva.controller;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Which of several processes works; the others stand by. */
public interface Leadership {

    /**
     * Starts to stand for election. Both listeners are called on any thread, in turns.
     *
     * @param onStart this process leads from now on
     * @param onStop it leads no more
     */
    CompletionStage<Void> start(Runnable onStart, Runnable onStop);

    /** Whether this process leads, by its own clock: false as soon as the last renewal is too old. */
    boolean isLeader();

    /**
     * How long nobody has led, as far as this process sees: zero while somebody does, empty where it never saw anybody
     * lead.
     */
    default Optional<Duration> leaderSilence() {
        return isLeader() ? Optional.of(Duration.ZERO) : Optional.empty();
    }

    /** The identity of who leads, as far as this process sees; empty where it sees nobody, or is alone. */
    default Optional<String> leader() {
        return Optional.empty();
    }

    /** Steps down and gives leadership back. */
    CompletionStage<Void> stop();

    /** For a process that is the only one. */
    static Leadership always() {
        return new Leadership() {
            @Override
            public CompletionStage<Void> start(Runnable onStart, Runnable onStop) {
                onStart.run();
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public boolean isLeader() {
                return true;
            }

            @Override
            public CompletionStage<Void> stop() {
                return CompletableFuture.completedFuture(null);
            }
        };
    }
}
