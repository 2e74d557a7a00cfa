package ai.llmd.wva.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the simulated world, which everything in the demo goes by. Read from any thread, set from one. */
final class WorldClock extends Clock {
    private final Instant start;
    private volatile double millis;

    /** A clock that shows {@code start} at virtual time 0. */
    WorldClock(Instant start) {
        this.start = start;
    }

    void set(double virtualMillis) {
        millis = virtualMillis;
    }

    /** Virtual time since the start. */
    double virtualMillis() {
        return millis;
    }

    /** The instant of a virtual time. */
    Instant at(double virtualMillis) {
        return start.plusMillis((long) virtualMillis);
    }

    @Override
    public Instant instant() {
        return at(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId other) {
        var self = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return self.instant();
            }

            @Override
            public ZoneId getZone() {
                return other;
            }

            @Override
            public Clock withZone(ZoneId another) {
                return self.withZone(another);
            }
        };
    }
}
