package ai.llmd.wva.signals;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import java.util.List;

/**
 * Requests that leave queues unserved, which no counter shows. By Little's law as many come to a queue as wait in it,
 * by the time that they wait; those that were not counted as they came have gone, or will. Each server by itself: the
 * wait at one says nothing about the queue of another.
 */
final class Abandonment {
    /** Below this share of what arrives, requests that seem to give up are noise. */
    private static final double NOISE_SHARE = 0.1;
    /** By how much a rate must exceed the highest of the past before it is new. */
    private static final double EXCESS = 1.1;

    private final Window window;
    private double perSecond;
    private double longWaitsPerSecond;
    private double afterLongWaitsPerSecond;

    Abandonment(Window window) {
        this.window = window;
    }

    /** Adds a server in whose queue so many wait all the time. */
    void add(Readings readings, double standing) {
        double waitSeconds = waitSeconds(readings.process());
        // who waits now came within the last wait
        long first = window.start() - Math.round(waitSeconds * MILLIS_PER_SECOND);
        int from = readings.from(first);
        double seconds = (readings.at(readings.last()) - readings.at(from)) / MILLIS_PER_SECOND;
        if (standing == 0 || seconds == 0) {
            return;
        }
        double counted = Math.max(readings.balance(from), readings.starts(from)) / seconds;
        double came = standing / waitSeconds;
        double hidden = Math.max(0, came - counted);
        if (readings.at(from) <= first + window.interval().toMillis()) {
            perSecond += hidden;
        } else {
            longWaitsPerSecond += came;
            afterLongWaitsPerSecond += hidden;
        }
    }

    private double waitSeconds(ProcessSamples process) {
        double ttftMillis =
                new Means(List.of(process), window.start()).ttftMillis().orElse(0);
        return ttftMillis > 0 ? ttftMillis / MILLIS_PER_SECOND : window.seconds();
    }

    /**
     * Those of all servers, unless that is noise.
     *
     * @param arrivals that are counted, per second
     * @param highest of the arrivals counted lately: who waits since before the oldest sample can be of these
     */
    double perSecond(double arrivals, double highest) {
        boolean unexplained = longWaitsPerSecond > EXCESS * highest;
        double hidden = perSecond + (unexplained ? afterLongWaitsPerSecond : 0);
        return hidden > Math.max(NOISE_SHARE * arrivals, 1 / window.seconds()) ? hidden : 0;
    }
}
