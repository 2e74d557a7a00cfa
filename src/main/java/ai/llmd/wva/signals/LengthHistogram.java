package ai.llmd.wva.signals;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long requests are.
 *
 * @param atMost requests that are at most so long, by upper bound, the last one infinite; they may be weighted
 * @param tokens of all of them
 */
record LengthHistogram(SortedMap<Double, Double> atMost, double tokens) {
    static final LengthHistogram NONE = new LengthHistogram(Collections.emptySortedMap(), 0);

    /** A mean square over fewer says little, since few long requests make most of it. */
    private static final double LEAST_REQUESTS = 100;

    LengthHistogram {
        atMost = Collections.unmodifiableSortedMap(new TreeMap<>(atMost));
    }

    double requests() {
        return atMost.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
    }

    /** With another sample in it. */
    LengthHistogram plus(LengthSample sample) {
        if (Double.isNaN(sample.upperBound())) {
            return new LengthHistogram(atMost, tokens + sample.growth());
        }
        var more = new TreeMap<>(atMost);
        more.merge(sample.upperBound(), sample.growth(), Double::sum);
        return new LengthHistogram(more, tokens);
    }

    /** This, and a share of what there was before. */
    LengthHistogram after(LengthHistogram before, double share) {
        var pooled = new TreeMap<>(atMost);
        before.atMost.forEach((bound, count) -> pooled.merge(bound, share * count, Double::sum));
        return new LengthHistogram(pooled, tokens + share * before.tokens);
    }

    /** Variance / mean^2; empty where too few requests are known. */
    OptionalDouble variability() {
        var all = requests();
        if (!(all >= LEAST_REQUESTS) || !(tokens > 0)) {
            return OptionalDouble.empty();
        }
        var bounds = new double[atMost.size() - 1];
        var counts = new double[atMost.size()];
        var i = 0;
        // servers with a shorter longest sequence lack the upper bounds, so that the sum over servers may fall there
        var below = 0.0;
        for (var bucket : atMost.entrySet()) {
            if (i < bounds.length) {
                bounds[i] = bucket.getKey();
            }
            var count = Math.min(all, Math.max(below, bucket.getValue()));
            counts[i++] = count - below;
            below = count;
        }
        return OptionalDouble.of(LengthSpread.variability(bounds, counts, tokens / all));
    }
}
