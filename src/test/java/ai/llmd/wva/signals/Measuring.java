package ai.llmd.wva.signals;

import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A meter with its memory, for tests: pods are seen, series recorded, variants measured. */
public final class Measuring {
    public static final Sampling SAMPLING =
            new Sampling(Duration.ofMinutes(1), Duration.ofMinutes(2), Optional.empty(), Duration.ofMinutes(2));

    public static final SourceNames NAMES = new SourceNames(
            "check the ServiceMonitor and the modelID", "vllm:num_requests_running", "vllm:request_success_total");

    private final Meter meter = new Meter(SAMPLING, NAMES);
    private final List<SignalSeries> series = new ArrayList<>();
    private SignalMemory memory = SignalMemory.NONE;

    /** The fleet had this variant then. */
    public void see(Variant variant, Instant at) {
        memory = meter.see(memory, PodFleets.of(variant), at);
    }

    public void recorded(Recording... recordings) {
        for (var recording : recordings) {
            series.addAll(recording.series());
        }
    }

    public void recorded(Collection<SignalSeries> more) {
        series.addAll(more);
    }

    /** A counter of a pod that has grown by so much over the window. */
    public void grown(String pod, Signal signal, double growth) {
        series.add(Recording.grown(pod, signal, growth));
    }

    /** A gauge of a pod. */
    public void single(String pod, Signal signal, double value) {
        series.add(Recording.single(pod, signal, value));
    }

    /** The series that are recorded, to be changed. */
    public List<SignalSeries> series() {
        return series;
    }

    public Measurement measure(Variant variant) {
        return measure(PodFleets.NOW, variant);
    }

    /** The first of variants that the meter looks at together. */
    public Measurement measure(Instant now, Variant... variants) {
        memory = meter.see(memory, PodFleets.of(variants), now);
        var reading = meter.measure(memory, List.of(variants), series, now);
        memory = reading.memory();
        return reading.measurements().get(variants[0].id());
    }
}
