package ai.llmd.wva.signals;

import java.time.Duration;

/** After how long what was known counts for half. */
record HalfLife(Duration duration) {
    /** What counts of it after some time, 0..1; a clock that is set back takes nothing away. */
    double left(Duration since) {
        return StrictMath.pow(0.5, (double) Math.max(0, since.toMillis()) / duration.toMillis());
    }
}
