package ai.llmd.wva.loadgen;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;

/**
 * When requests are sent, following a table of rates: milliseconds from the start, in order, computed one at a time.
 *
 * <p>A stream of mean spacing 1 is laid along the integral of the rate: the request that the pattern puts at {@code x}
 * goes out when {@code x} requests' worth of rate has passed. Spacing therefore carries over from one phase to the
 * next, and a pause only shifts what follows.
 */
public final class ArrivalTimes implements PrimitiveIterator.OfDouble {
    private final ArrivalPattern pattern;
    private final RandomGenerator random;
    private final Iterator<RateTable.Phase> phases;

    private RateTable.Phase phase;
    private double phaseStartMillis;
    private double phaseStartRequests;
    private double nextRequests;

    private ArrivalTimes(RateTable table, ArrivalPattern pattern, RandomGenerator random) {
        this.pattern = pattern;
        this.random = random;
        this.phases = table.phases().iterator();
        this.phase = phases.next();
        this.nextRequests = pattern.first(random);
    }

    /** The times for a table; {@code random} is used by random patterns only. */
    public static ArrivalTimes of(RateTable table, ArrivalPattern pattern, RandomGenerator random) {
        return new ArrivalTimes(table, pattern, random);
    }

    @Override
    public boolean hasNext() {
        while (nextRequests >= phaseStartRequests + phase.requests()) {
            if (!phases.hasNext()) {
                return false;
            }
            phaseStartMillis += phase.millis();
            phaseStartRequests += phase.requests();
            phase = phases.next();
        }
        return true;
    }

    @Override
    public double nextDouble() {
        if (!hasNext()) {
            throw new NoSuchElementException("the rates have ended");
        }
        var atMillis = phaseStartMillis + (nextRequests - phaseStartRequests) / phase.ratePerMilli();
        nextRequests += pattern.gap(random);
        return atMillis;
    }
}
