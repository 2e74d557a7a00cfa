package ai.llmd.wva.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What arrived of late. Immutable.
 *
 * @param samples one for each cycle that knew it, oldest first
 * @param growthShare by how much the load may grow while a replica starts: {@link GrowthShare}
 */
public record RecentLoads(List<Sample> samples, double growthShare) {
    /** Nothing is known. */
    public static final RecentLoads NONE = new RecentLoads(List.of(), GrowthShare.MOST);

    private static final long MINUTE_MILLIS = 60_000;

    /** Of shorter cycles not every one is remembered. */
    private static final long LEAST_DISTANCE_MILLIS = 45_000;

    /** A mean of a minute is taken for chance while it is no further from that of all samples, as a share. */
    private static final double CHANCE = 0.15;

    /**
     * What was measured then.
     *
     * @param atMillis of the epoch
     * @param ratePerSecond requests that arrived
     * @param inputTokens mean prompt tokens of a request; NaN where they were not known
     * @param outputTokens mean generated tokens, likewise
     */
    public record Sample(long atMillis, double ratePerSecond, double inputTokens, double outputTokens) {
        static Sample of(Instant at, double ratePerSecond, OptionalDouble inputTokens, OptionalDouble outputTokens) {
            return new Sample(
                    at.toEpochMilli(), ratePerSecond, inputTokens.orElse(Double.NaN), outputTokens.orElse(Double.NaN));
        }
    }

    public RecentLoads {
        samples = List.copyOf(samples);
    }

    /**
     * With one more, and without those that are older than that. One that comes soon after another takes its place in
     * time and keeps the larger rate.
     */
    RecentLoads with(Sample sample, Duration keep) {
        var kept = new ArrayList<Sample>(samples.size() + 1);
        var oldest = sample.atMillis() - keep.toMillis();
        for (var before : samples) {
            if (before.atMillis() > oldest && before.atMillis() < sample.atMillis()) {
                kept.add(before);
            }
        }
        var added = sample;
        int last = kept.size() - 1;
        if (last >= 0 && sample.atMillis() - kept.get(last).atMillis() < LEAST_DISTANCE_MILLIS) {
            var former = kept.remove(last);
            added = new Sample(
                    former.atMillis(),
                    Math.max(former.ratePerSecond(), sample.ratePerSecond()),
                    sample.inputTokens(),
                    sample.outputTokens());
        }
        kept.add(added);
        return new RecentLoads(kept, growthShare);
    }

    /** With what the newest tells of how much the load grows while a replica is as late as that. */
    RecentLoads learning(Duration late) {
        return new RecentLoads(samples, GrowthShare.after(this, growthShare, late.toMillis()));
    }

    /** The largest rate after one time and until another; 0 where there is none. */
    double mostPerSecond(long afterMillis, long untilMillis) {
        double most = 0;
        for (var sample : samples) {
            if (sample.atMillis() > afterMillis && sample.atMillis() <= untilMillis) {
                most = Math.max(most, sample.ratePerSecond());
            }
        }
        return most;
    }

    /** The largest rate of the time up to the newest; 0 where there is none. */
    double mostPerSecond(Duration lately) {
        double most = 0;
        for (int i = first(lately); i < samples.size(); i++) {
            most = Math.max(most, samples.get(i).ratePerSecond());
        }
        return most;
    }

    /** Index of the first sample of the time up to the newest. */
    private int first(Duration lately) {
        int first = samples.size();
        while (first > 0
                && samples.get(first - 1).atMillis()
                        > samples.get(samples.size() - 1).atMillis() - lately.toMillis()) {
            first--;
        }
        return first;
    }

    /**
     * The loads of several variants together, minute by minute, of each its largest of that minute. What is not known
     * of one in a minute is missing in the sum of that minute. Together they may grow as the one that grows most.
     */
    static RecentLoads together(List<RecentLoads> loads) {
        var sums = new TreeMap<Long, Double>();
        for (var one : loads) {
            var byMinute = new TreeMap<Long, Double>();
            for (var sample : one.samples()) {
                byMinute.merge(sample.atMillis() / MINUTE_MILLIS, sample.ratePerSecond(), Math::max);
            }
            byMinute.forEach((minute, ratePerSecond) -> sums.merge(minute, ratePerSecond, Double::sum));
        }
        var together = new ArrayList<Sample>(sums.size());
        sums.forEach((minute, ratePerSecond) ->
                together.add(new Sample(minute * MINUTE_MILLIS, ratePerSecond, Double.NaN, Double.NaN)));
        double growthShare =
                loads.stream().mapToDouble(RecentLoads::growthShare).max().orElse(GrowthShare.MOST);
        return new RecentLoads(together, growthShare);
    }

    /** Prompt tokens of a request over the time up to the newest, unless what is measured now is no chance any more. */
    OptionalDouble inputTokens(OptionalDouble now, Duration lately) {
        return settled(now, lately, Sample::inputTokens);
    }

    /** Generated tokens, likewise. */
    OptionalDouble outputTokens(OptionalDouble now, Duration lately) {
        return settled(now, lately, Sample::outputTokens);
    }

    private OptionalDouble settled(OptionalDouble now, Duration lately, ToDoubleFunction<Sample> length) {
        double requests = 0;
        double tokens = 0;
        for (int i = first(lately); i < samples.size(); i++) {
            var sample = samples.get(i);
            double known = length.applyAsDouble(sample);
            if (known >= 0) {
                requests += sample.ratePerSecond();
                tokens += sample.ratePerSecond() * known;
            }
        }
        if (now.isEmpty() || !(requests > 0)) {
            return now;
        }
        double mean = tokens / requests;
        return Math.abs(now.getAsDouble() - mean) <= CHANCE * mean ? OptionalDouble.of(mean) : now;
    }
}
