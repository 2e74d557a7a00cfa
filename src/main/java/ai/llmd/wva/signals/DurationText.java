package ai.llmd.wva.signals;

import java.time.Duration;

/** DurationText as people write them. */
public final class DurationText {
    private DurationText() {}

    /** {@code 70s}, {@code 0.5s}, {@code 4m10s}. */
    public static String of(Duration duration) {
        var millis = duration.toMillis();
        if (millis % 1000 != 0 && millis < 10_000) {
            return millis / 1000.0 + "s";
        }
        var seconds = Math.round(millis / 1000.0);
        return seconds < 120 ? seconds + "s" : seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
}
