package ai.llmd.wva.signals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;

/**
 * What one process said at each scrape: requests in it, and how much its counters had grown since the first scrape. The
 * number of requests that ever arrived is finished + running + waiting, as far as none is aborted; those that started
 * are counted with their first token, aborted later or not.
 */
final class Readings {
    private static final List<Signal> CLOCKS = List.of(Signal.RUNNING, Signal.FINISHED, Signal.STARTED, Signal.ARRIVED);

    private final ProcessSamples process;
    private final long[] at;
    private final double[] running;
    private final double[] waiting;
    private final double[] entered;
    private final double[] finished;
    private final double[] started;
    private final double[] arrived;

    private Readings(ProcessSamples process, long[] at) {
        this.process = process;
        this.at = at;
        this.running = gauge(Signal.RUNNING);
        this.waiting = gauge(Signal.WAITING);
        var inSystem = new double[at.length];
        for (var i = 0; i < at.length; i++) {
            inSystem[i] = running[i] + waiting[i];
        }
        this.finished = Growth.cumulative(process.of(Signal.FINISHED), at, inSystem);
        this.started = Growth.cumulative(process.of(Signal.STARTED), at, inSystem);
        this.arrived = Growth.cumulative(process.of(Signal.ARRIVED), at, inSystem);
        this.entered = new double[at.length];
        for (var i = 1; i < at.length; i++) {
            // what was in a process that was restarted is lost; all that is in the new one has come since
            entered[i] = entered[i - 1] + (reset(i) ? inSystem[i] : inSystem[i] - inSystem[i - 1]);
        }
    }

    /** The readings of a process; empty if it has none that are whole. */
    static Optional<Readings> of(ProcessSamples process) {
        var times = times(process);
        return times.length == 0 ? Optional.empty() : Optional.of(new Readings(process, times));
    }

    /** When all that is needed was read: what is there but has no value makes a scrape useless. */
    private static long[] times(ProcessSamples process) {
        for (var clock : CLOCKS) {
            if (process.isUnusable(clock) && !process.has(clock)) {
                return new long[0];
            }
            if (process.has(clock)) {
                var times = LongStream.builder();
                for (var points : process.of(clock)) {
                    for (var i = 0; i < points.size(); i++) {
                        times.add(points.at(i));
                    }
                }
                var counted = process.counted();
                return distinct(times.build().sorted().toArray())
                        .filter(counted)
                        .filter(time -> whole(process, Signal.FINISHED, time) && whole(process, Signal.WAITING, time))
                        .toArray();
            }
        }
        return new long[0];
    }

    private static LongStream distinct(long[] sorted) {
        var count = 0;
        for (var time : sorted) {
            if (count == 0 || sorted[count - 1] != time) {
                sorted[count++] = time;
            }
        }
        return Arrays.stream(sorted, 0, count);
    }

    private static boolean whole(ProcessSamples process, Signal signal, long time) {
        if (!process.isUnusable(signal)) {
            return true;
        }
        for (var points : process.of(signal)) {
            var index = points.indexAt(time);
            if (index >= 0 && points.at(index) == time) {
                return true;
            }
        }
        return false;
    }

    private double[] gauge(Signal signal) {
        var values = new double[at.length];
        for (var points : process.of(signal)) {
            for (var i = 0; i < at.length; i++) {
                var index = points.indexAt(at[i]);
                if (index >= 0 && (i == 0 || points.at(index) > at[i - 1])) {
                    values[i] += Math.max(0, points.value(index));
                }
            }
        }
        return values;
    }

    private boolean reset(int i) {
        return Growth.reset(process.of(Signal.FINISHED), at[i - 1], at[i])
                || Growth.reset(process.of(Signal.STARTED), at[i - 1], at[i]);
    }

    ProcessSamples process() {
        return process;
    }

    int size() {
        return at.length;
    }

    long at(int index) {
        return at[index];
    }

    double running(int index) {
        return running[index];
    }

    double waiting(int index) {
        return waiting[index];
    }

    double inSystem(int index) {
        return running[index] + waiting[index];
    }

    /** The mean of a value over the readings from one on. */
    double mean(IntToDoubleFunction value, int from) {
        return mean(value, from, last());
    }

    /** The mean of a value over the readings from one to another. */
    double mean(IntToDoubleFunction value, int from, int to) {
        double sum = 0;
        for (int i = from; i <= to; i++) {
            sum += value.applyAsDouble(i);
        }
        return sum / (to - from + 1);
    }

    int last() {
        return at.length - 1;
    }

    /** The last reading at or before a time, else the first one. */
    int from(long time) {
        var index = Arrays.binarySearch(at, time);
        return Math.max(0, index >= 0 ? index : -index - 2);
    }

    /** Requests that arrived, by what was finished and what came to be in the process. */
    double balance(int from) {
        return Math.max(0, finished[last()] - finished[from] + entered[last()] - entered[from]);
    }

    /** Requests that started, and those that came to wait. */
    double starts(int from) {
        return Math.max(0, started[last()] - started[from] + waiting[last()] - waiting[from]);
    }

    /** Requests that arrived, as the engine counts them itself. */
    double counted(int from) {
        return arrived[last()] - arrived[from];
    }

    double completed(int from) {
        return finished[last()] - finished[from];
    }

    /** The most that arrived from one reading to the next, of all there are. */
    double largestStep() {
        var largest = 0.0;
        for (var i = 1; i < at.length; i++) {
            largest = Math.max(largest, finished[i] - finished[i - 1] + entered[i] - entered[i - 1]);
        }
        return largest;
    }

    /** What a counter showed at the first reading. */
    double atFirst(Signal counter) {
        return Growth.valueAt(process.of(counter), at[0]);
    }
}
