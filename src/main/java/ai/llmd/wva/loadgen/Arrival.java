package ai.llmd.wva.loadgen;

import java.util.Iterator;
import java.util.PrimitiveIterator;

/** A request and when it is sent, in milliseconds from the start. */
public record Arrival(double atMillis, ChatShape shape) {
    /** Requests of one shape at the given times, made one at a time. */
    public static Iterator<Arrival> alike(PrimitiveIterator.OfDouble times, ChatShape shape) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return times.hasNext();
            }

            @Override
            public Arrival next() {
                return new Arrival(times.nextDouble(), shape);
            }
        };
    }
}
