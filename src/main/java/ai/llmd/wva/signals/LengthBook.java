package ai.llmd.wva.signals;

import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the lengths of each model's requests, over the last hour or so: how unlike they are cannot be told
 * from the few of a minute. Variants of a model in a namespace share it. Immutable.
 */
public final class LengthBook {
    static final LengthBook EMPTY = new LengthBook(Map.of());

    private static final HalfLife HALF_LIFE = new HalfLife(Duration.ofMinutes(30));

    private final Map<Served, Lengths> lengths;

    private LengthBook(Map<Served, Lengths> lengths) {
        this.lengths = Map.copyOf(lengths);
    }

    private record Served(String namespace, String model) {}

    /** How unlike the requests of a model are; empty where too few are known. */
    record Spread(OptionalDouble ofInput, OptionalDouble ofOutput) {
        static final Spread UNKNOWN = new Spread(OptionalDouble.empty(), OptionalDouble.empty());
    }

    private record Lengths(Instant at, LengthHistogram prompts, LengthHistogram answers, Spread spread) {
        static Lengths of(Instant at, LengthHistogram prompts, LengthHistogram answers) {
            return new Lengths(at, prompts, answers, new Spread(prompts.variability(), answers.variability()));
        }

        /** Sums as they are, to be put after what was known before. */
        static Lengths none(Instant at) {
            return new Lengths(at, LengthHistogram.NONE, LengthHistogram.NONE, Spread.UNKNOWN);
        }

        Lengths plus(LengthSample sample) {
            return sample.prompts()
                    ? new Lengths(at, prompts.plus(sample), answers, spread)
                    : new Lengths(at, prompts, answers.plus(sample), spread);
        }

        Lengths after(Optional<Lengths> before) {
            if (before.isEmpty()) {
                return of(at, prompts, answers);
            }
            var share = HALF_LIFE.left(Duration.between(before.get().at, at));
            return of(at, prompts.after(before.get().prompts, share), answers.after(before.get().answers, share));
        }
    }

    /** With what came in the time up to an instant that is not in the book yet. */
    LengthBook with(Collection<LengthSample> samples, Instant now) {
        var grown = new HashMap<Served, Lengths>();
        for (var sample : samples) {
            if (sample.growth() >= 0) {
                grown.compute(
                        new Served(sample.namespace(), sample.model()),
                        (served, sums) -> (sums == null ? Lengths.none(now) : sums).plus(sample));
            }
        }
        var all = new HashMap<>(lengths);
        grown.forEach((served, sums) -> all.put(served, sums.after(Optional.ofNullable(lengths.get(served)))));
        return new LengthBook(all);
    }

    /** With the models of these variants only. */
    LengthBook keeping(Collection<Variant> variants) {
        if (lengths.isEmpty()) {
            return this;
        }
        var served = new HashSet<Served>();
        for (var variant : variants) {
            for (var model : variant.modelNames()) {
                served.add(new Served(variant.id().namespace(), model));
            }
        }
        if (served.containsAll(lengths.keySet())) {
            return this;
        }
        var kept = new HashMap<>(lengths);
        kept.keySet().retainAll(served);
        return new LengthBook(kept);
    }

    /** How unlike the requests of a variant's model are. */
    Spread of(Variant variant) {
        for (var model : variant.modelNames()) {
            var known = lengths.get(new Served(variant.id().namespace(), model));
            if (known != null) {
                return known.spread;
            }
        }
        return Spread.UNKNOWN;
    }
}
