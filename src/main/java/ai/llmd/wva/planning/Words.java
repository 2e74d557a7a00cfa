package ai.llmd.wva.planning;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them in a reason: requests a minute, milliseconds, cents an hour. */
final class Words {
    private static final double SECONDS_PER_MINUTE = 60;

    private Words() {}

    static String perMinute(double ratePerSecond) {
        return number(ratePerSecond * SECONDS_PER_MINUTE) + " requests/min";
    }

    static String millis(double millis) {
        return number(millis) + " ms";
    }

    static String cost(double centsPerHour) {
        return number(centsPerHour) + " cents/h";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String replicas(int replicas) {
        return replicas == 1 ? "1 replica" : replicas + " replicas";
    }

    /** As Go writes it: {@code 1h30m}, {@code 45s}. */
    static String duration(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
