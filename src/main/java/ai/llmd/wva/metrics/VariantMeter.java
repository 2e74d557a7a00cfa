package ai.llmd.wva.metrics;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Makes a variant's measurement out of the samples of its pods. */
final class VariantMeter {
    private final Sampling sampling;
    private final String advice;
    private final Duration window;
    private final Samples samples;
    private final Instant now;

    /**
     * A meter of one instant.
     *
     * @param advice what to check where there are no series, in words
     */
    VariantMeter(Sampling sampling, String advice, Samples samples, Instant now) {
        this.sampling = sampling;
        this.advice = advice;
        this.window = sampling.window();
        this.samples = samples;
        this.now = now;
    }

    /**
     * What is known of a variant.
     *
     * @param pods its pods, present and lately departed
     * @param siblings variants of the same model in the same namespace, itself included
     */
    Measurement measure(Variant variant, List<KnownPod> pods, int siblings) {
        return variant.target() instanceof TargetState.Found found
                ? measure(variant, found, sources(variant, pods, siblings), siblings)
                : missing(variant).orElseThrow();
    }

    /** What a variant without target is, whatever its series say. */
    static Optional<Measurement> missing(Variant variant) {
        return variant.target() instanceof TargetState.Missing missing
                ? Optional.of(new Unknown(Cause.MISSING, missing.message()))
                : Optional.empty();
    }

    private Measurement measure(Variant variant, TargetState.Found found, List<KnownPod> sources, int siblings) {
        var gathered = gather(variant, sources);
        if (found.currentReplicas() == 0 && found.declaredReplicas() == 0) {
            var rate = gathered.arrivals.atLeastPerSecond();
            return rate == 0 && gathered.inSystem() == 0
                    ? new Measured(Load.NONE, Duration.ZERO, 0, 0)
                    : new Measured(
                            gathered.load(rate, gathered.arrivals.completedAtLeastPerSecond()), gathered.age(), 0, 0);
        }
        if (found.pods().stream().noneMatch(PodInfo::ready)) {
            return new Unknown(Cause.MISSING, "no ready pod of " + variant.targetRef());
        }
        var expected = expected(found);
        var reporting = gathered.whole()
                ? expected.size()
                : (int) expected.stream().filter(gathered.counted::contains).count();
        var rate = gathered.arrivals.perSecond();
        if (expected.isEmpty() && rate.equals(OptionalDouble.of(0)) && gathered.inSystem() == 0) {
            return UnknownLoadText.tooYoung(sampling); // that nothing came yet is not that nothing will
        }
        if (rate.isEmpty() || gathered.present.isEmpty() || (reporting == 0 && !expected.isEmpty())) {
            return new UnknownLoadText(sampling, advice, samples, now).unknown(variant, sources, expected, siblings);
        }
        var completions = gathered.arrivals.completedPerSecond().orElse(0);
        return new Measured(gathered.load(rate.getAsDouble(), completions), gathered.age(), reporting, expected.size());
    }

    /**
     * The variant's pods; or the series without pod label, where there are no others and only one variant they can be
     * of.
     */
    private List<KnownPod> sources(Variant variant, List<KnownPod> pods, int siblings) {
        var labels = samples.pods(variant.modelId(), variant.id().namespace());
        return siblings == 1 && labels.equals(Set.of("")) ? List.of(KnownPod.WHOLE_VARIANT) : pods;
    }

    private Set<String> expected(TargetState.Found found) {
        var expected = new HashSet<String>();
        var limit = now.minus(sampling.matureAfter());
        for (var pod : found.pods()) {
            if (pod.readySince().map(ready -> !ready.isAfter(limit)).orElse(false)) {
                expected.add(pod.name());
            }
        }
        return expected;
    }

    private Gathered gather(Variant variant, List<KnownPod> sources) {
        var gathered = new Gathered();
        for (var pod : sources) {
            var key = new PodKey(variant.modelId(), variant.id().namespace(), pod.name());
            PodFlow.of(samples, key, now.minus(window)).ifPresent(flow -> gathered.add(pod, key, flow));
        }
        return gathered;
    }

    /** What the pods with usable samples come to. */
    private final class Gathered {
        private final Arrivals arrivals = new Arrivals(now, window);
        private final List<PodKey> all = new ArrayList<>();
        private final List<PodKey> present = new ArrayList<>();
        private final Set<String> counted = new HashSet<>();
        private double running;
        private double waiting;
        private Instant oldest = now;

        void add(KnownPod pod, PodKey key, PodFlow flow) {
            if (!pod.present()) {
                all.add(key);
                arrivals.add(pod, flow);
                return;
            }
            if (Duration.between(flow.last(), now).compareTo(sampling.staleAfter()) > 0 || !arrivals.add(pod, flow)) {
                return;
            }
            all.add(key);
            present.add(key);
            counted.add(pod.name());
            running += flow.running();
            waiting += flow.waiting();
            oldest = flow.last().isBefore(oldest) ? flow.last() : oldest;
        }

        boolean whole() {
            return counted.contains(KnownPod.WHOLE_VARIANT.name());
        }

        double inSystem() {
            return running + waiting;
        }

        Duration age() {
            return Duration.between(oldest, now);
        }

        Load load(double perSecond, double completedPerSecond) {
            var ratios = new Ratios(samples, all);
            return new Load(
                    perSecond,
                    completedPerSecond,
                    ratios.inputTokens(),
                    ratios.outputTokens(),
                    ratios.ttftMillis(),
                    ratios.itlMillis(),
                    ratios.waitMillis(),
                    running,
                    waiting,
                    Ratios.kvCacheUsage(samples, present),
                    0);
        }
    }
}
