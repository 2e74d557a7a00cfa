package ai.llmd.wva.demo;

import ai.llmd.wva.loadgen.RateTable;
import ai.llmd.wva.loadgen.RateTable.Phase;
import ai.llmd.wva.signals.Sampling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a demo is told.
 *
 * @param script the load over time, at speed 1
 * @param speed how many times as fast everything is: tokens, targets, load and the controller's own times
 * @param port of the controller's /metrics, 0 for any free one
 * @param keep whether to go on without load after the script
 */
public record DemoSettings(RateTable script, double speed, int port, boolean keep) {
    /** Idle, what needs two replicas, what needs four, idle again: three minutes. */
    public static final RateTable SCRIPT =
            new RateTable(List.of(new Phase(25, 0), new Phase(50, 40), new Phase(55, 90), new Phase(50, 0)));

    public static final double MIN_SPEED = 0.1;
    public static final double MAX_SPEED = 10;

    private static final double STUCK_SECONDS = 120;
    private static final double WINDOW_SECONDS = 20;
    private static final double STALE_SECONDS = 15;
    private static final double SCRAPE_SECONDS = 2;
    private static final double CYCLE_SECONDS = 5;
    private static final double AUTOSCALER_SECONDS = 2;
    private static final double LINE_SECONDS = 5;

    public DemoSettings {
        if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
            throw new IllegalArgumentException(
                    "the speed must be " + MIN_SPEED + " to " + MAX_SPEED + ", not " + speed);
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /** A table of the same rates whose whole takes so many minutes. */
    public static RateTable stretched(RateTable table, double minutes) {
        if (!(minutes > 0) || Double.isInfinite(minutes)) {
            throw new IllegalArgumentException("the minutes must be more than 0, not " + minutes);
        }
        var factor = minutes * 60_000 / table.durationMillis();
        return new RateTable(table.phases().stream()
                .map(phase -> new Phase(phase.seconds() * factor, phase.requestsPerMinute()))
                .toList());
    }

    /** The load that is really sent. */
    RateTable load() {
        return new RateTable(script.phases().stream()
                .map(phase -> new Phase(phase.seconds() / speed, phase.requestsPerMinute() * speed))
                .toList());
    }

    Sampling sampling() {
        return new Sampling(
                real(WINDOW_SECONDS), real(STALE_SECONDS), Optional.of(scrapeInterval()), real(STUCK_SECONDS));
    }

    /** From one reading of a pod to the next. */
    Duration scrapeInterval() {
        return real(SCRAPE_SECONDS);
    }

    /** From one decision to the next. */
    Duration cycle() {
        return real(CYCLE_SECONDS);
    }

    /** From one look of the autoscaler to the next. */
    Duration autoscalerPeriod() {
        return real(AUTOSCALER_SECONDS);
    }

    /** From one line of output to the next; never so fast that nobody can read it. */
    Duration linePeriod() {
        return real(Math.max(LINE_SECONDS, speed));
    }

    private Duration real(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds / speed));
    }
}
