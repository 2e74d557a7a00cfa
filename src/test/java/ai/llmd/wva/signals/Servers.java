package ai.llmd.wva.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Series of servers for tests, sampled up to {@link PodFleets#NOW}; a value is a function of seconds. */
final class Servers {
    private final List<SignalSeries> series = new ArrayList<>();
    private final String pod;
    private final String process;
    private long every = 15;
    private long phase = 4;
    private long from = 180;
    private long until;

    private Servers(String pod, String process) {
        this.pod = pod;
        this.process = process;
    }

    static Servers of(String pod, String process) {
        return new Servers(pod, process);
    }

    /** Sampled so often, the newest so many seconds ago. */
    Servers every(long seconds, long newest) {
        every = seconds;
        phase = newest;
        return this;
    }

    /** Sampled from so many seconds ago until so many seconds ago only. */
    Servers between(long first, long last) {
        from = first;
        until = last;
        return this;
    }

    Servers with(Signal signal, DoubleUnaryOperator value) {
        return with(signal, "", value);
    }

    Servers with(Signal signal, String part, DoubleUnaryOperator value) {
        var points = new Points.Builder();
        for (var ago = phase + every * ((from - phase) / every); ago >= Math.max(phase, until); ago -= every) {
            points.add(PodFleets.NOW.minusSeconds(ago).toEpochMilli(), value.applyAsDouble((double) -ago));
        }
        var key = new PodKey(PodFleets.MODEL, PodFleets.NAMESPACE, pod);
        series.add(new SignalSeries(
                key, signal, Recording.metric(signal), process, part, points.build(), points.sawUnusable()));
        return this;
    }

    /** Finishes so many requests a minute, one in the batch, having finished so many at NOW. */
    Servers steady(double perMinute, double finishedNow) {
        return with(Signal.FINISHED, second -> Math.floor(finishedNow + second * perMinute / 60))
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
    }

    List<SignalSeries> series() {
        return series;
    }
}
