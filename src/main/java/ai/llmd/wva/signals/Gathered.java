package ai.llmd.wva.signals;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the servers of one variant with usable samples come to. */
final class Gathered {
    /** By how much starts must exceed what the balance of requests tells before they are believed instead. */
    private static final double STARTS_EXCESS = 1.1;
    /** Up to this share of the requests that run may wait before waiting is what makes clients give up. */
    private static final double WAITING_SHARE = 0.25;

    private static final Comparator<Readings> NEWEST_FIRST = Comparator.comparingLong(
                    (Readings readings) -> readings.at(readings.last()))
            .reversed();

    private final Sampling sampling;
    private final Window window;
    private final Instant now;
    private final OptionalInt batchLimit;
    private final Arrivals arrivals;
    private final Abandonment abandonment;
    private final QueueSpread spread = new QueueSpread();
    private final List<ProcessSamples> all = new ArrayList<>();
    private final List<ProcessSamples> present = new ArrayList<>();
    private final List<ProcessSamples> caches = new ArrayList<>();
    private final SortedSet<String> counted = new TreeSet<>();
    private final SortedSet<String> countless = new TreeSet<>();
    private final SortedSet<String> stuck = new TreeSet<>();
    private final SortedMap<String, Instant> still = new TreeMap<>();
    private double running;
    private double queueing;
    private double standing;
    private double meanRunning;
    private double meanWaiting;
    private boolean completions;
    private boolean counters;
    private long oldest = Long.MAX_VALUE;

    Gathered(Sampling sampling, Window window, Instant now, OptionalInt batchLimit) {
        this.sampling = sampling;
        this.window = window;
        this.now = now;
        this.batchLimit = batchLimit;
        this.arrivals = new Arrivals(window);
        this.abandonment = new Abandonment(window);
    }

    /** Adds what is told of the KV caches of a pod, whatever else is. */
    void addCaches(Collection<ProcessSamples> processes) {
        for (var process : processes) {
            if (process.has(Signal.KV_CAPACITY)) {
                caches.add(process);
            }
        }
    }

    /** Adds a pod with its servers by name. */
    void add(KnownPod pod, Map<String, ProcessSamples> processes, Recollection memory) {
        var servers = new TreeMap<String, Readings>();
        var newest = Long.MIN_VALUE;
        for (var process : processes.entrySet()) {
            var readings = Readings.of(process.getValue());
            if (readings.isPresent()) {
                servers.put(process.getKey(), readings.get());
                newest = Math.max(newest, process.getValue().newest());
            }
        }
        if (servers.isEmpty()) {
            return;
        }
        if (!pod.present()) {
            servers.values().forEach(readings -> addDeparted(pod, readings));
            return;
        }
        if (now.toEpochMilli() - newest > sampling.staleAfter().toMillis()) {
            return;
        }
        if (pod.isWholeVariant()) {
            servers.forEach((name, readings) -> addPresent(pod, name, List.of(readings), memory));
        } else {
            addPresent(pod, pod.name(), servers.values(), memory);
        }
    }

    private void addDeparted(KnownPod pod, Readings readings) {
        arrivals.add(pod, readings, true);
        all.add(readings.process());
        completions |= hasCompletions(readings);
    }

    private void addPresent(KnownPod pod, String name, Collection<Readings> servers, Recollection memory) {
        var since =
                Stillness.since(servers, Optional.ofNullable(memory.stillSince().get(name)));
        since.ifPresent(at -> still.put(name, at));
        if (since.isPresent() && Stillness.isStuck(since.get(), now, servers, sampling.stuckAfter())) {
            stuck.add(name);
            return;
        }
        // one that ended is told by those that are still seen, so these come first
        servers.stream().sorted(NEWEST_FIRST).forEach(readings -> addServer(pod, readings));
    }

    private void addServer(KnownPod pod, Readings readings) {
        completions |= hasCompletions(readings);
        if (countsNothing(readings)) {
            countless.add(pod.name());
            return;
        }
        var last = readings.at(readings.last());
        boolean gone = window.isGone(last);
        boolean away = gone && (pod.isWholeVariant() || counted.contains(pod.name()));
        if (!arrivals.add(pod, readings, away)) {
            return;
        }
        all.add(readings.process());
        counted.add(pod.name());
        counters |= counts(readings.process());
        if (away) {
            return;
        }
        present.add(readings.process());
        int from = window.from(readings);
        var queue = CapacityQueue.of(readings, from, batchLimit);
        running += readings.inSystem(readings.last()) - queue;
        queueing += queue;
        double runs = readings.mean(readings::running, from);
        double stands = queue > 0 ? CapacityQueue.standing(readings, from) : 0;
        meanRunning += runs;
        meanWaiting += readings.mean(readings::waiting, from);
        standing += stands;
        spread.add(runs, startsPerSecond(readings, from), stands > 0);
        if (queue > 0) {
            abandonment.add(readings, stands);
        }
        oldest = Math.min(oldest, last);
    }

    private static double startsPerSecond(Readings readings, int from) {
        long millis = readings.at(readings.last()) - readings.at(from);
        return millis == 0 ? 0 : readings.starts(from) / (millis / MILLIS_PER_SECOND);
    }

    /** Requests run, and nothing tells how many came or went: that a counter is missing does not make it zero. */
    private boolean countsNothing(Readings readings) {
        if (counts(readings.process())) {
            return false;
        }
        for (var i = 0; i < readings.size(); i++) {
            if (readings.inSystem(i) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean counts(ProcessSamples process) {
        long newest = process.newestCount();
        return newest != Long.MIN_VALUE && !window.isGone(newest, process.newest());
    }

    private static boolean hasCompletions(Readings readings) {
        return Growth.valueAt(readings.process().of(Signal.FINISHED), Long.MAX_VALUE) > 0;
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    /** Pods with fresh samples that come to a rate; the empty name stands for series without a pod label. */
    SortedSet<String> counted() {
        return counted;
    }

    /**
     * No server counts requests, although they run.
     *
     * @param countedBefore the engine was seen to count them, so that even an idle one should
     */
    boolean lacksCounters(boolean countedBefore) {
        return !counters && (!countless.isEmpty() || (countedBefore && !present.isEmpty()));
    }

    /** Every server with fresh samples says that nothing came and nothing is there. */
    boolean isIdle() {
        return !present.isEmpty() && inSystem() == 0 && arrivalsPerSecond().equals(OptionalDouble.of(0));
    }

    SortedSet<String> stuck() {
        return stuck;
    }

    SortedMap<String, Instant> still() {
        return still;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    boolean completionsSeen() {
        return completions;
    }

    double inSystem() {
        return running + queueing;
    }

    Window window() {
        return window;
    }

    Duration age() {
        return oldest == Long.MAX_VALUE ? Duration.ZERO : Duration.ofMillis(Math.max(0, now.toEpochMilli() - oldest));
    }

    /**
     * Requests per second that arrived: as the engine counts them, or finished and in the system, or, where clearly
     * more started than that, those: requests that were aborted since.
     */
    OptionalDouble arrivalsPerSecond() {
        return manyAbort() ? arrivals.startsPerSecond() : arrivals.perSecond();
    }

    /** Clearly more started than what finished and came to be in the servers. */
    private boolean manyAbort() {
        var balance = arrivals.perSecond();
        var starts = arrivals.startsPerSecond();
        double few = 3 / window.seconds();
        return !arrivals.areCounted()
                && balance.isPresent()
                && starts.isPresent()
                && starts.getAsDouble() > STARTS_EXCESS * balance.getAsDouble() + few;
    }

    /**
     * The load at a rate, with what a reader should know about it.
     *
     * @param highestPerSecond the highest rate lately
     */
    Load load(double perSecond, double completedPerSecond, double highestPerSecond, List<Caveat> caveats) {
        var means = new Means(all, window.start());
        if (!present.isEmpty() && present.stream().noneMatch(process -> process.has(Signal.RUNNING))) {
            caveats.add(new Caveat.QueueNotExported());
        }
        double hidden = arrivals.areCounted() ? 0 : abandonment.perSecond(perSecond, highestPerSecond);
        if (hidden > 0) {
            caveats.add(new Caveat.HiddenDemand());
            if (spread.hasRoomFor(hidden)) {
                caveats.add(new Caveat.UnevenQueue());
            }
        }
        var input = means.inputTokens();
        if (input.isEmpty() && completionsTold(means)) {
            input = OptionalDouble.of(0);
            caveats.add(new Caveat.InputTokensNotExported());
        }
        var output = outputTokens(means);
        if (output.isEmpty() && standing > 0 && means.outputTokensSoFar().isPresent()) {
            output = means.outputTokensSoFar();
            caveats.add(new Caveat.StartedLengths());
        } else if (output.isPresent() && output.getAsDouble() == 0) {
            caveats.add(new Caveat.NoOutputTokens());
        }
        return new Load(
                perSecond,
                completedPerSecond,
                input,
                output,
                means.ttftMillis(),
                means.itlMillis(),
                means.waitMillis(),
                running,
                queueing,
                Means.kvCacheUsage(present),
                hidden,
                Means.kvCacheTokens(caches),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                means.tokensPerStep());
    }

    /** How much of the window's prompts was not computed. */
    Optional<CacheUse> cacheUse() {
        return new Means(all, window.start()).cacheUse();
    }

    /**
     * Those of requests that finished; but where many are aborted although nothing keeps them waiting, they are as long
     * as they get.
     */
    private OptionalDouble outputTokens(Means means) {
        boolean inTime = meanRunning > 0 && meanWaiting <= WAITING_SHARE * meanRunning;
        return manyAbort() && inTime && means.outputTokensSoFar().isPresent()
                ? means.outputTokensSoFar()
                : means.outputTokens();
    }

    private boolean completionsTold(Means means) {
        return completions && !means.tellPromptTokens();
    }
}
