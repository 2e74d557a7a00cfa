package ai.llmd.wva.profile;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.KvCapacity;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.metrics.scrape.MetricSample;
import ai.llmd.wva.signals.Points;
import ai.llmd.wva.signals.Signal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the metrics page of a server says at one moment; several engines of one server are added up. */
final class EngineReading {
    private static final String MODEL = "model_name";

    private final Map<Signal, Double> values = new EnumMap<>(Signal.class);

    private EngineReading() {}

    /** Reads a page, of the model alone where its series are labelled so. */
    static EngineReading of(List<MetricSample> page, EngineNames names, String model) {
        var reading = new EngineReading();
        var labelled = page.stream().anyMatch(sample -> sample.label(MODEL).equals(model));
        for (var sample : page) {
            for (var use : names.usesOf(sample.name())) {
                var ours = !labelled
                        || sample.label(MODEL).isEmpty()
                        || sample.label(MODEL).equals(model);
                if (ours
                        && (use.label().isEmpty()
                                || sample.label(use.label().get()).equals(use.value()))) {
                    reading.add(use.signal(), sample);
                }
            }
        }
        return reading;
    }

    private void add(Signal signal, MetricSample sample) {
        if (signal == Signal.KV_CAPACITY) {
            var capacity = KvCapacity.of(new RawSeries(sample.labels(), Points.single(0, sample.value()), false));
            if (!capacity.isEmpty()) {
                values.merge(signal, capacity.last(), Double::sum);
            }
        } else if (Double.isFinite(sample.value())) {
            values.merge(signal, sample.value(), Double::sum);
        }
    }

    /** Whether all that a profile needs is there. */
    boolean suffices() {
        return values.containsKey(Signal.RUNNING)
                && values.containsKey(Signal.WAITING)
                && values.containsKey(Signal.FIRST_TOKEN_SUM)
                && (values.containsKey(Signal.INTER_TOKEN_SUM) || values.containsKey(Signal.PER_OUTPUT_TOKEN_SUM));
    }

    int running() {
        return (int) Math.round(value(Signal.RUNNING));
    }

    int waiting() {
        return (int) Math.round(value(Signal.WAITING));
    }

    double finished() {
        return value(Signal.FINISHED);
    }

    double generatedTokens() {
        return value(Signal.GENERATED_TOKENS);
    }

    double promptTokens() {
        return value(Signal.PROMPT_TOKENS);
    }

    /** Gaps between tokens that it timed so far. */
    double gaps() {
        return value(hasInterTokenLatency() ? Signal.INTER_TOKEN_COUNT : Signal.PER_OUTPUT_TOKEN_COUNT);
    }

    double gapMillis() {
        return MILLIS_PER_SECOND * value(hasInterTokenLatency() ? Signal.INTER_TOKEN_SUM : Signal.PER_OUTPUT_TOKEN_SUM);
    }

    double firstTokens() {
        return value(Signal.FIRST_TOKEN_COUNT);
    }

    double firstTokenMillis() {
        return MILLIS_PER_SECOND * value(Signal.FIRST_TOKEN_SUM);
    }

    /** Tokens that the KV cache holds, where it is told. */
    OptionalDouble kvTokens() {
        var tokens = value(Signal.KV_CAPACITY);
        return tokens > 0 ? OptionalDouble.of(tokens) : OptionalDouble.empty();
    }

    private boolean hasInterTokenLatency() {
        return values.containsKey(Signal.INTER_TOKEN_SUM);
    }

    private double value(Signal signal) {
        return values.getOrDefault(signal, 0.0);
    }
}
