package ai.llmd.wva.signals;

import ai.llmd.wva.signals.Recollection.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether an arrival rate can be. A fault of a counter shows as a jump that nothing else confirms, and leaves the
 * window as it came; so what is doubted is believed once it has outlasted a window.
 */
final class Plausibility {
    private static final double TOKENS_FACTOR = 2;
    private static final double PAST_FACTOR = 4;
    private static final double FEW_REQUESTS = 20;
    private static final double IN_SYSTEM_FACTOR = 10;
    private static final double FIRST_REQUESTS = 100;
    private static final double SAME_FACTOR = 2;
    private static final int INTERVALS_BEYOND = 2;
    private static final Duration LATELY = Duration.ofMinutes(10);

    private Plausibility() {}

    /** Why a rate is doubted, or nothing; and what to remember. */
    record Judgement(boolean believed, Recollection memory) {}

    /**
     * Judges a rate.
     *
     * @param starts the rate at which requests got their first token or came to wait, where the engine tells
     * @param spread the arrivals came one after the other
     * @param inSystem requests that run and wait
     */
    static Judgement of(
            double perSecond,
            OptionalDouble starts,
            boolean spread,
            double inSystem,
            Window window,
            Recollection memory,
            Instant now) {
        if (explained(perSecond, starts, inSystem, window, memory)
                || spread
                || outlasted(perSecond, window, memory, now)) {
            return new Judgement(true, memory.believing(highest(perSecond, memory, now)));
        }
        var doubt = memory.doubt();
        return new Judgement(
                false,
                doubt.isPresent() && alike(doubt.get().perSecond(), perSecond)
                        ? memory
                        : memory.doubting(new Rate(now, perSecond)));
    }

    private static boolean explained(
            double perSecond, OptionalDouble starts, double inSystem, Window window, Recollection memory) {
        double few = FEW_REQUESTS / window.seconds();
        if (starts.isPresent()) {
            boolean byPast = memory.highest().isPresent()
                    && perSecond <= SAME_FACTOR * memory.highest().get().perSecond();
            return byPast || perSecond <= TOKENS_FACTOR * starts.getAsDouble() + few;
        }
        double past = memory.highest().isPresent()
                ? PAST_FACTOR * memory.highest().get().perSecond() + few
                : FIRST_REQUESTS / window.seconds();
        return perSecond <= past + IN_SYSTEM_FACTOR * inSystem / window.seconds();
    }

    private static boolean outlasted(double perSecond, Window window, Recollection memory, Instant now) {
        var needed = Duration.ofMillis(window.end() - window.start())
                .plus(window.interval().multipliedBy(INTERVALS_BEYOND));
        var doubt = memory.doubt();
        return doubt.isPresent()
                && alike(doubt.get().perSecond(), perSecond)
                && Duration.between(doubt.get().since(), now).compareTo(needed) > 0;
    }

    private static boolean alike(double one, double other) {
        return one <= SAME_FACTOR * other && other <= SAME_FACTOR * one;
    }

    private static Rate highest(double perSecond, Recollection memory, Instant now) {
        Optional<Rate> before = memory.highest();
        var limit = now.minus(LATELY);
        return before.isPresent()
                        && before.get().perSecond() > perSecond
                        && before.get().since().isAfter(limit)
                ? before.get()
                : new Rate(now, perSecond);
    }
}
