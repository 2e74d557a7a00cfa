package ai.llmd.wva.signals;

import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.NameList;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says why the load of a variant with ready pods is not known, and what to look at. */
final class UnknownLoadText {
    private final Sampling sampling;
    private final Duration interval;
    private final SourceNames names;
    private final Samples samples;
    private final Instant now;
    private final Recollection memory;

    UnknownLoadText(
            Sampling sampling,
            Duration interval,
            SourceNames names,
            Samples samples,
            Instant now,
            Recollection memory) {
        this.sampling = sampling;
        this.interval = interval;
        this.names = names;
        this.samples = samples;
        this.now = now;
        this.memory = memory;
    }

    /**
     * The most specific reason there is.
     *
     * @param sources whose series were looked at
     * @param expected names of the pods that should have a rate
     */
    Unknown unknown(Variant variant, List<KnownPod> sources, Set<String> expected, int siblings) {
        var keys = sources.stream()
                .filter(KnownPod::present)
                .map(pod -> new PodKey(variant.modelId(), variant.id().namespace(), pod.name()))
                .toList();
        var broken = new TreeSet<String>();
        keys.forEach(key -> broken.addAll(samples.unusable(key)));
        if (!broken.isEmpty()) {
            return new Unknown(
                    Cause.MISSING,
                    "only NaN or infinite values of " + String.join(", ", broken) + " for " + where(variant));
        }
        if (memory.newest().isEmpty()) {
            return expected.isEmpty() ? tooYoung() : noSeries(variant, siblings);
        }
        var newest = memory.newest().get();
        var age = Duration.between(newest, now);
        if (age.compareTo(sampling.staleAfter()) > 0) {
            return new Unknown(
                    Cause.STALE,
                    newest(variant, newest) + ", older than the limit of " + DurationText.of(sampling.staleAfter()));
        }
        if (expected.isEmpty()) {
            return tooYoung();
        }
        return age.compareTo(sampling.rateWindow()) > 0
                ? new Unknown(
                        Cause.STALE,
                        newest(variant, newest) + ", so that there is no rate over the last "
                                + DurationText.of(sampling.rateWindow()))
                : new Unknown(
                        Cause.MISSING,
                        "too few samples of " + where(variant) + " for a rate over "
                                + DurationText.of(sampling.rateWindow())
                                + " yet; should that last, it is scraped more rarely than every "
                                + DurationText.of(sampling.lookBack().dividedBy(2))
                                + ": set collector.rateWindow to two scrape intervals");
    }

    /** Requests run, but what counts them is not there. */
    Unknown countless(Variant variant) {
        return new Unknown(
                Cause.MISSING,
                "there is " + names.running() + " of " + where(variant) + ", but no " + names.finished()
                        + ": a relabelling that keeps some metrics only is the usual cause");
    }

    /** A jump that nothing confirms. */
    Unknown implausible(Variant variant) {
        return new Unknown(
                Cause.IMPLAUSIBLE,
                "the arrival rate of " + where(variant) + " jumped beyond what its tokens, its requests and its past"
                        + " explain; it is believed if it lasts");
    }

    /** No pod can have a rate yet. */
    Unknown tooYoung() {
        return new Unknown(
                Cause.MISSING,
                "no pod is old enough to have a rate (needs " + DurationText.of(sampling.matureAfter(interval)) + ")");
    }

    private Unknown noSeries(Variant variant, int siblings) {
        var namespace = variant.id().namespace();
        var pods = samples.pods(variant.modelId(), namespace);
        var message = new StringBuilder("no series ")
                .append(names.running())
                .append(" of ")
                .append(where(variant));
        if (pods.equals(Set.of(""))) {
            message.append(" by pod: its series have no pod label, and ")
                    .append(siblings)
                    .append(" variants of the model share the namespace; add the label where they are scraped");
        } else if (!pods.isEmpty()) {
            message.append(" from the pods of ")
                    .append(variant.targetRef())
                    .append("; there are some from ")
                    .append(NameList.quoted(pods));
        } else {
            message.append("; ").append(names.advice());
            var others = samples.models(namespace);
            if (!others.isEmpty()) {
                message.append("; model_name in this namespace: ").append(NameList.quoted(others));
            }
        }
        return new Unknown(Cause.ABSENT, message.toString());
    }

    /** When it was, not how old it is: what changes with every cycle would be told anew in every cycle. */
    private static String newest(Variant variant, Instant at) {
        return "newest sample of " + where(variant) + " is from " + at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String where(Variant variant) {
        return "model " + variant.modelId() + " in namespace " + variant.id().namespace();
    }
}
