package ai.llmd.wva.explain;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import java.time.Duration;
import java.util.Locale;

/** A sentence in the making, with numbers as people read them: requests a minute, milliseconds, cents an hour. */
final class Sentence {
    /** Two decimals of a number below this fit a long with room to spare. */
    private static final double LARGEST_FAST = 1e15;

    private static final int HUNDREDTHS = 100;

    private final StringBuilder text = new StringBuilder(400);

    Sentence add(String words) {
        text.append(words);
        return this;
    }

    Sentence add(int number) {
        text.append(number);
        return this;
    }

    Sentence perMinute(double ratePerSecond) {
        return rate(ratePerSecond).add(" requests/min");
    }

    /** Requests a minute, without the unit. */
    Sentence rate(double ratePerSecond) {
        return number(ratePerSecond * SECONDS_PER_MINUTE);
    }

    Sentence millis(double millis) {
        return number(millis).add(" ms");
    }

    Sentence cost(double centsPerHour) {
        return number(centsPerHour).add(" cents/h");
    }

    Sentence replicas(int replicas) {
        return add(replicas).add(replicas == 1 ? " replica" : " replicas");
    }

    /** Two decimals. */
    Sentence number(double value) {
        if (!(value >= 0 && value < LARGEST_FAST)) {
            return add(String.format(Locale.ROOT, "%.2f", value));
        }
        long hundredths = Math.round(value * HUNDREDTHS);
        int fraction = (int) (hundredths % HUNDREDTHS);
        text.append(hundredths / HUNDREDTHS).append(fraction < 10 ? ".0" : ".").append(fraction);
        return this;
    }

    /** No decimals. */
    Sentence whole(double value) {
        text.append(Math.round(value));
        return this;
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    /** The sentence; the next one begins. */
    String end() {
        var sentence = text.toString();
        text.setLength(0);
        return sentence;
    }

    /** As Go writes it: {@code 1h30m}, {@code 45s}. */
    static String duration(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
