package ai.llmd.wva.loadgen;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;
import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Request rates over time: phases one after the other, each with a constant rate. Written as {@code [[seconds,
 * requests-per-minute], ...]}.
 */
public record RateTable(List<Phase> phases) {
    /** A year: what is longer was mistyped. */
    private static final long LONGEST_SECONDS = 366L * 24 * 3_600;

    /** A million a second: more than any one machine sends. */
    private static final long HIGHEST_RATE = 60_000_000;

    public RateTable {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("at least one [seconds, requests-per-minute] is needed");
        }
    }

    /** A stretch of time with one rate. */
    public record Phase(double seconds, double requestsPerMinute) {
        public Phase {
            if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
                throw new IllegalArgumentException("a phase must last longer than 0 seconds and no longer than "
                        + LONGEST_SECONDS + " (a year), not " + seconds);
            }
            if (!(requestsPerMinute >= 0 && requestsPerMinute <= HIGHEST_RATE)) {
                throw new IllegalArgumentException("a rate must be 0 to " + HIGHEST_RATE
                        + " a minute (a million a second), not " + requestsPerMinute);
            }
        }

        double millis() {
            return seconds * 1000;
        }

        double ratePerMilli() {
            return requestsPerMinute / (SECONDS_PER_MINUTE * MILLIS_PER_SECOND);
        }

        /** Requests that the rate amounts to over the whole phase. */
        double requests() {
            return requestsPerMinute * seconds / SECONDS_PER_MINUTE;
        }
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static RateTable parse(String text) {
        JsonArray rows;
        try {
            rows = new JsonArray(text);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not of the form [[seconds, requests-per-minute], ...]", e);
        }
        var phases = new ArrayList<Phase>();
        for (var row : rows) {
            if (row instanceof JsonArray pair
                    && pair.size() == 2
                    && pair.getValue(0) instanceof Number seconds
                    && pair.getValue(1) instanceof Number rate) {
                phases.add(new Phase(seconds.doubleValue(), rate.doubleValue()));
            } else {
                throw new IllegalArgumentException("'" + row + "' is not a pair [seconds, requests-per-minute]");
            }
        }
        return new RateTable(phases);
    }

    /** How long the table lasts, in milliseconds. */
    public double durationMillis() {
        return phases.stream().mapToDouble(Phase::millis).sum();
    }

    /** Requests it amounts to. */
    public double requests() {
        return phases.stream().mapToDouble(Phase::requests).sum();
    }
}
