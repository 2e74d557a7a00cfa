package ai.llmd.wva.signals;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.signals.Recollection.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes a variant's measurement out of the samples of its pods. */
final class VariantMeter {
    /** How long a ready pod without series may hold a variant whose other pods are idle. */
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(5);

    private final Sampling sampling;
    private final SourceNames names;
    private final Samples samples;
    private final LengthBook lengths;
    private final Instant now;

    /** A meter of one instant. */
    VariantMeter(Sampling sampling, SourceNames names, Samples samples, LengthBook lengths, Instant now) {
        this.sampling = sampling;
        this.names = names;
        this.samples = samples;
        this.lengths = lengths;
        this.now = now;
    }

    /** A measurement, and what to remember for the next. */
    record Result(Measurement measurement, Recollection memory) {}

    /**
     * What is known of a variant.
     *
     * @param pods its pods, present and lately departed
     * @param siblings variants of the same model in the same namespace, itself included
     */
    Result measure(Variant variant, List<KnownPod> pods, int siblings, Recollection memory) {
        if (variant.target() instanceof TargetState.Found found) {
            return new Look(variant, found, sources(variant, pods, siblings), siblings, memory).result();
        }
        return new Result(missing(variant).orElseThrow(), memory);
    }

    /** What a variant without target is, whatever its series say. */
    static Optional<Measurement> missing(Variant variant) {
        return variant.target() instanceof TargetState.Missing missing
                ? Optional.of(new Unknown(Cause.MISSING, missing.message()))
                : Optional.empty();
    }

    /**
     * The variant's pods; or the series without pod label, where there are no others and only one variant they can be
     * of.
     */
    private List<KnownPod> sources(Variant variant, List<KnownPod> pods, int siblings) {
        var labels = samples.pods(variant.modelId(), variant.id().namespace());
        return siblings == 1 && labels.equals(Set.of("")) ? List.of(KnownPod.WHOLE_VARIANT) : pods;
    }

    /** Whose series a pod's are: of engines that do not name the model, all that the pod has. */
    private PodKey key(Variant variant, String pod) {
        var namespace = variant.id().namespace();
        for (var name : variant.modelNames()) {
            var key = new PodKey(name, namespace, pod);
            if (samples.newest(key).isPresent()) {
                return key;
            }
        }
        var nameless = new PodKey("", namespace, pod);
        boolean unnamed = !pod.isEmpty() && samples.newest(nameless).isPresent();
        return unnamed ? nameless : new PodKey(variant.modelId(), namespace, pod);
    }

    /** The samples of one variant, looked at. */
    private final class Look {
        private final Variant variant;
        private final TargetState.Found target;
        private final List<KnownPod> sources;
        private final int siblings;
        private final Duration interval;
        private final Gathered gathered;
        private final SortedSet<String> repeated = new TreeSet<>();
        private Recollection memory;

        Look(Variant variant, TargetState.Found target, List<KnownPod> sources, int siblings, Recollection memory) {
            this.variant = variant;
            this.target = target;
            this.sources = sources;
            this.siblings = siblings;
            this.memory = memory;
            var keys = sources.stream().map(pod -> key(variant, pod.name())).toList();
            this.interval =
                    sampling.scrapeInterval().or(() -> samples.interval(keys)).orElse(Sampling.USUAL_INTERVAL);
            this.gathered = gather(keys);
        }

        /** Gathers the sources, each by its key. */
        private Gathered gather(List<PodKey> keys) {
            var newest = Long.MIN_VALUE;
            for (var i = 0; i < keys.size(); i++) {
                if (sources.get(i).present()) {
                    newest = Math.max(newest, samples.newest(keys.get(i)).orElse(Long.MIN_VALUE));
                }
            }
            boolean sampled = newest != Long.MIN_VALUE;
            var end = sampled ? Math.min(newest, now.toEpochMilli()) : now.toEpochMilli();
            var window = Window.ending(end, sampling.rateWindow(), interval);
            var all = new Gathered(sampling, window, now, batchLimit());
            var seen = new TreeSet<String>();
            for (var i = 0; i < keys.size(); i++) {
                var pod = sources.get(i);
                var processes = samples.processes(keys.get(i));
                if (!processes.isEmpty()) {
                    seen.add(pod.name());
                    all.add(pod, processes, memory);
                    all.addCaches(caches(pod, processes));
                    if (pod.present() && samples.pages(keys.get(i)) > processes.size()) {
                        repeated.add(pod.name());
                    }
                }
            }
            var present = new TreeSet<String>();
            target.pods().forEach(pod -> present.add(pod.name()));
            memory = memory.withSeen(seen, present).withStill(all.still());
            if (sampled) {
                memory = memory.withNewest(Instant.ofEpochMilli(end));
            }
            if (all.completionsSeen()) {
                memory = memory.withCompletions();
            }
            return all;
        }

        /** The size of a cache may be told without the model's name. */
        private Collection<ProcessSamples> caches(KnownPod pod, Map<String, ProcessSamples> processes) {
            if (pod.isWholeVariant() || !pod.present()) {
                return List.of();
            }
            var nameless = samples.processes(new PodKey("", variant.id().namespace(), pod.name()));
            return nameless.isEmpty() ? processes.values() : nameless.values();
        }

        private OptionalInt batchLimit() {
            var declared = declaredBatch();
            var admitted = target.template().arguments().maxNumSeqs();
            if (declared.isEmpty() || admitted.isEmpty()) {
                return declared.isEmpty() ? admitted : declared;
            }
            return OptionalInt.of(Math.min(declared.getAsInt(), admitted.getAsInt()));
        }

        private OptionalInt declaredBatch() {
            return variant.currentAccelerator()
                    .flatMap(variant::profileFor)
                    .map(PerformanceProfile::maxBatchSize)
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
        }

        Result result() {
            if (target.currentReplicas() == 0 && target.declaredReplicas() == 0) {
                return known(departed());
            }
            if (target.pods().stream().noneMatch(PodInfo::ready)) {
                return known(new Unknown(Cause.MISSING, "no ready pod of " + variant.targetRef()));
            }
            var expected = expected();
            var silent = silent(expected);
            expected.removeAll(gathered.stuck());
            expected.removeAll(silent);
            if (gathered.lacksCounters(memory.completions())) {
                return known(text().countless(variant));
            }
            if (expected.isEmpty()
                    && gathered.isEmpty()
                    && !(silent.isEmpty() && gathered.stuck().isEmpty())) {
                return known(new Measured(Load.NONE, Duration.ZERO, 0, 0, caveats(silent)));
            }
            if (expected.isEmpty() && silent.isEmpty() && gathered.isIdle()) {
                return known(text().tooYoung()); // that nothing came yet is not that nothing will
            }
            int reporting = gathered.counted().contains("")
                    ? expected.size()
                    : (int) expected.stream()
                            .filter(pod -> gathered.counted().contains(pod))
                            .count();
            var rate = gathered.arrivalsPerSecond();
            if (rate.isEmpty() || gathered.isEmpty() || (reporting == 0 && !expected.isEmpty())) {
                return known(text().unknown(variant, sources, expected, siblings));
            }
            return judged(rate.getAsDouble(), reporting, expected.size(), caveats(silent));
        }

        private Result judged(double perSecond, int reporting, int expected, List<Caveat> caveats) {
            var judgement = Plausibility.of(
                    perSecond,
                    gathered.arrivals().startsPerSecond(),
                    gathered.arrivals().areSpread(),
                    gathered.inSystem(),
                    gathered.window(),
                    memory,
                    now);
            memory = judgement.memory();
            if (!judgement.believed()) {
                return known(text().implausible(variant));
            }
            var completions = gathered.arrivals().completedPerSecond().orElse(0);
            var highest = memory.highest().map(Rate::perSecond).orElse(perSecond);
            var spread = lengths.of(variant);
            var load = withCaches(gathered.load(perSecond, completions, highest, caveats))
                    .withVariability(spread.ofInput(), spread.ofOutput());
            return known(new Measured(load, gathered.age(), reporting, expected, caveats));
        }

        /** With the prompt tokens that are computed, as far as the engine tells. */
        private Load withCaches(Load load) {
            var use = gathered.cacheUse();
            if (use.isEmpty() || load.inputTokens().isEmpty()) {
                return load;
            }
            memory = memory.withCaches(use.get(), now);
            var pooled = memory.caches().orElseThrow().use();
            return load.withComputedInputTokens(
                    pooled.computedOf(load.inputTokens().getAsDouble()));
        }

        private Measured departed() {
            var rate = gathered.arrivals().atLeastPerSecond();
            var caveats = new ArrayList<Caveat>();
            return rate == 0 && gathered.inSystem() == 0
                    ? new Measured(Load.NONE, Duration.ZERO, 0, 0)
                    : new Measured(
                            gathered.load(rate, gathered.arrivals().completedAtLeastPerSecond(), rate, caveats),
                            gathered.age(),
                            0,
                            0,
                            caveats);
        }

        private List<Caveat> caveats(SortedSet<String> silent) {
            var caveats = new ArrayList<Caveat>();
            if (!gathered.stuck().isEmpty()) {
                caveats.add(new Caveat.StuckPods(List.copyOf(gathered.stuck())));
            }
            if (!silent.isEmpty()) {
                caveats.add(new Caveat.SilentPods(List.copyOf(silent)));
            }
            if (!repeated.isEmpty()) {
                caveats.add(new Caveat.RepeatedPages(List.copyOf(repeated)));
            }
            var declared = declaredBatch();
            var admitted = target.template().arguments().maxNumSeqs();
            if (declared.isPresent() && admitted.isPresent() && admitted.getAsInt() < declared.getAsInt()) {
                caveats.add(new Caveat.BatchLimit(declared.getAsInt(), admitted.getAsInt()));
            }
            return caveats;
        }

        /** Pods that are old enough to have a rate. */
        private SortedSet<String> expected() {
            var expected = new TreeSet<String>();
            var limit = now.minus(sampling.matureAfter(interval));
            for (var pod : target.pods()) {
                if (pod.readySince().isPresent() && !pod.readySince().get().isAfter(limit)) {
                    expected.add(pod.name());
                }
            }
            return expected;
        }

        /**
         * Of these, the ones that never had a series and so serve nothing: some engines export nothing before the
         * first request. That their page can be read is the proof; where nobody tells, only time and that all others
         * are idle.
         */
        private SortedSet<String> silent(Set<String> expected) {
            var silent = new TreeSet<String>();
            var limit = now.minus(sampling.matureAfter(interval)).minus(SILENCE_LIMIT);
            for (var pod : target.pods()) {
                if (expected.contains(pod.name())
                        && !memory.seenPods().contains(pod.name())
                        && (samples.answers(variant.id().namespace(), pod.name())
                                || (gathered.isIdle() && pod.readySince().get().isBefore(limit)))) {
                    silent.add(pod.name());
                }
            }
            return silent;
        }

        private UnknownLoadText text() {
            return new UnknownLoadText(sampling, interval, names, samples, now, memory);
        }

        private Result known(Measurement measurement) {
            return new Result(measurement, memory);
        }
    }
}
