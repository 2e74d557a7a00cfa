package ai.llmd.wva.metrics;

import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says why the load of a variant with ready pods is not known, and what to look at. */
final class UnknownLoadText {
    private static final int MAX_NAMES = 3;

    private final Sampling sampling;
    private final String advice;
    private final Samples samples;
    private final Instant now;

    UnknownLoadText(Sampling sampling, String advice, Samples samples, Instant now) {
        this.sampling = sampling;
        this.advice = advice;
        this.samples = samples;
        this.now = now;
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
        var newest = keys.stream().flatMap(key -> samples.newest(key).stream()).max(Comparator.naturalOrder());
        var broken = new TreeSet<String>();
        keys.forEach(key -> broken.addAll(samples.unusable(key)));
        if (newest.isEmpty() && broken.isEmpty()) {
            return expected.isEmpty() ? tooYoung(sampling) : noSeries(variant, siblings);
        }
        if (!broken.isEmpty()) {
            return new Unknown(
                    Cause.MISSING,
                    "only NaN or infinite values of " + String.join(", ", broken) + " for " + where(variant));
        }
        var age = Duration.between(newest.orElseThrow(), now);
        if (age.compareTo(sampling.staleAfter()) > 0) {
            return new Unknown(
                    Cause.STALE,
                    newest(variant, newest.orElseThrow()) + ", older than the limit of "
                            + DurationText.of(sampling.staleAfter()));
        }
        if (expected.isEmpty()) {
            return tooYoung(sampling);
        }
        return age.compareTo(sampling.rateWindow()) > 0
                ? new Unknown(
                        Cause.STALE,
                        newest(variant, newest.orElseThrow()) + ", so that there is no rate over the last "
                                + DurationText.of(sampling.rateWindow()))
                : new Unknown(
                        Cause.MISSING,
                        "too few samples of " + where(variant) + " for a rate over "
                                + DurationText.of(sampling.rateWindow()) + " yet");
    }

    /** No pod can have a rate yet. */
    static Unknown tooYoung(Sampling sampling) {
        return new Unknown(
                Cause.MISSING,
                "no pod is old enough to have a rate (needs " + DurationText.of(sampling.matureAfter()) + ")");
    }

    private Unknown noSeries(Variant variant, int siblings) {
        var namespace = variant.id().namespace();
        var pods = samples.pods(variant.modelId(), namespace);
        var message = new StringBuilder("no series ")
                .append(SeriesTag.RUNNING.metric())
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
                    .append(some(pods));
        } else {
            message.append("; ").append(advice);
            var others = samples.models(namespace);
            if (!others.isEmpty()) {
                message.append("; model_name in this namespace: ").append(some(others));
            }
        }
        return new Unknown(Cause.MISSING, message.toString());
    }

    /** When it was, not how old it is: what changes with every cycle would be told anew in every cycle. */
    private static String newest(Variant variant, Instant at) {
        return "newest sample of " + where(variant) + " is from " + at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String where(Variant variant) {
        return "model " + variant.modelId() + " in namespace " + variant.id().namespace();
    }

    private static String some(Collection<String> names) {
        var shown =
                names.stream().limit(MAX_NAMES).map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? shown + " and " + (names.size() - MAX_NAMES) + " more" : shown;
    }
}
