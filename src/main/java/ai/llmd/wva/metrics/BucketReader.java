package ai.llmd.wva.metrics;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.signals.LengthSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how long requests are from the buckets of histograms. */
final class BucketReader {
    private static final String BUCKET = "_bucket";
    /** The upper bound of a bucket; a sum has none. */
    private static final String BOUND = "le";

    private final SeriesConfiguration configuration;
    private final EngineNames names;
    private final Map<String, String> canonical;

    /**
     * A reader.
     *
     * @param canonical models by the names that they have besides
     */
    BucketReader(SeriesConfiguration configuration, EngineNames names, Map<String, String> canonical) {
        this.configuration = configuration;
        this.names = names;
        this.canonical = canonical;
    }

    /** Of series that a store added up over servers, whose value is what they grew by. */
    List<LengthSample> added(Collection<RawSeries> sums, boolean prompts) {
        var samples = new ArrayList<LengthSample>(sums.size());
        for (var series : sums) {
            if (!series.points().isEmpty()) {
                sample(series, prompts, series.points().last()).ifPresent(samples::add);
            }
        }
        return samples;
    }

    /** Of the series of servers, between their first samples and their last. Other series may be among them. */
    List<LengthSample> grown(Collection<RawSeries> stored) {
        var samples = new ArrayList<LengthSample>();
        for (var prompts : List.of(true, false)) {
            var wanted = new HashSet<>(names.lengthSeries(prompts));
            for (var series : stored) {
                if (wanted.contains(series.name())) {
                    var bucket = series.name().endsWith(BUCKET);
                    if (bucket == series.labels().containsKey(BOUND)) {
                        sample(series, prompts, LengthSample.growth(series.points()))
                                .ifPresent(samples::add);
                    }
                }
            }
        }
        return samples;
    }

    private Optional<LengthSample> sample(RawSeries series, boolean prompts, double growth) {
        var bound = bound(series.label(BOUND));
        var model = series.label(configuration.modelLabel());
        return bound.map(value -> new LengthSample(
                series.label(configuration.namespaceLabel()),
                canonical.getOrDefault(model, model),
                prompts,
                value,
                growth));
    }

    /** Stores write it in several ways; a bound that is no length is none. */
    private static Optional<Double> bound(String text) {
        if (text.isEmpty()) {
            return Optional.of(Double.NaN);
        }
        if (text.equals("+Inf")) {
            return Optional.of(Double.POSITIVE_INFINITY);
        }
        try {
            var value = Double.parseDouble(text);
            return value >= 1 ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
