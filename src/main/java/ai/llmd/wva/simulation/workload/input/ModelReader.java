package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.simulation.workload.LoadStage;
import ai.llmd.wva.simulation.workload.ModelLoad;
import ai.llmd.wva.simulation.workload.OfferedLoad;
import ai.llmd.wva.simulation.workload.SharedPrefix;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a model: its load, its targets, its clients. */
final class ModelReader {
    static final int LONGEST_SEQUENCE = 100_000_000;

    private static final Bound PERCENTILES =
            Bound.between(ServiceTarget.LEAST_PERCENTILE, ServiceTarget.LARGEST_PERCENTILE);

    private final TraceFinder traces;
    private Optional<String> absentTrace = Optional.empty();

    ModelReader(TraceFinder traces) {
        this.traces = traces;
    }

    /** What is to be said of a trace whose file is not there. */
    Optional<String> absentTrace() {
        return absentTrace;
    }

    static String name(Fields fields) {
        return fields.text("name").orElse("model");
    }

    /**
     * A model; empty where something is wrong with its load, which is told.
     *
     * @param longestSequence tokens of the longest that every variant takes
     */
    Optional<ModelLoad> model(Fields fields, int longestSequence) {
        var name = name(fields);
        var ttftMillis = fields.number("ttftMillis", 3000, Bound.ABOVE_ZERO);
        var itlMillis = fields.number("itlMillis", 100, Bound.ABOVE_ZERO);
        var percentile = percentile(fields);
        int priority = fields.whole("priority", 1, Bound.between(1, 100));
        int most = fields.whole("maxSequenceTokens", longestSequence, Bound.between(2, LONGEST_SEQUENCE));
        if (most > longestSequence) {
            fields.error(
                    "maxSequenceTokens", "must be at most " + longestSequence + ", as the calibration has it: " + most);
        }
        var prefix = prefix(fields);
        var clients = clients(fields);
        var load = load(fields, most);
        fields.done();
        return load.map(
                one -> new ModelLoad(name, ttftMillis, itlMillis, percentile, priority, most, one, prefix, clients));
    }

    private static OptionalDouble percentile(Fields fields) {
        return fields.has("percentile")
                ? OptionalDouble.of(fields.number("percentile", PERCENTILES))
                : OptionalDouble.empty();
    }

    private Optional<OfferedLoad> load(Fields fields, int most) {
        if (fields.has("trace")) {
            for (var key : List.of("stages", "arrivals", "inputTokens", "outputTokens")) {
                if (fields.has(key)) {
                    fields.error(key, "stands beside trace, which says it all");
                }
            }
            return recorded(fields.object("trace"), most);
        }
        var arrivals = ArrivalReader.arrivals(fields);
        var stages = new ArrayList<LoadStage>();
        int found = 0;
        for (var stage : fields.objects("stages")) {
            found++;
            StageReader.stage(stage, fields, most).ifPresent(stages::add);
        }
        if (found == 0) {
            fields.error("stages", "or a trace is needed");
        }
        return stages.isEmpty() ? Optional.empty() : Optional.of(new OfferedLoad.Staged(stages, arrivals));
    }

    private Optional<OfferedLoad> recorded(Fields fields, int most) {
        var named = fields.text("file");
        var speedup = fields.number("speedup", 1, Bound.ABOVE_ZERO);
        fields.done();
        if (named.isEmpty()) {
            fields.error("file", "is missing: the trace's CSV file");
            return Optional.empty();
        }
        try {
            var file = traces.find(named.get());
            if (!Files.exists(file)) {
                absentTrace = Optional.of(fields.place("file") + ": there is no file " + file);
                return Optional.empty();
            }
            return TraceReader.read(file, speedup, most, fields.problems()).map(OfferedLoad.Recorded::new);
        } catch (InvalidPathException e) {
            fields.error("file", "is not a path: " + e.getReason());
            return Optional.empty();
        }
    }

    private static Optional<SharedPrefix> prefix(Fields model) {
        if (!model.has("prefix")) {
            return Optional.empty();
        }
        var fields = model.object("prefix");
        var prefix = new SharedPrefix(
                fields.whole("groups", 1, Bound.ONE_OR_MORE), (int) fields.number("tokens", Bound.ONE_OR_MORE));
        fields.done();
        return Optional.of(prefix);
    }

    private static ClientHabits clients(Fields model) {
        if (!model.has("clients")) {
            return ClientHabits.PATIENT;
        }
        var fields = model.object("clients");
        var spread = fields.choice("patienceDistribution", "constant", List.of("constant", "exponential"));
        var awaited = fields.choice("patienceUntil", "first-token", List.of("first-token", "answer"));
        var patience = new Patience(
                spread.equals("constant") ? Patience.Spread.CONSTANT : Patience.Spread.EXPONENTIAL,
                1000 * fields.number("patienceSeconds", Double.POSITIVE_INFINITY, Bound.ABOVE_ZERO),
                awaited.equals("answer") ? Patience.Awaited.ANSWER : Patience.Awaited.FIRST_TOKEN);
        var habits = new ClientHabits(
                patience,
                fields.whole("retries", 0, Bound.between(0, 1000)),
                1000 * fields.number("retryDelaySeconds", 1, Bound.ZERO_OR_MORE));
        fields.done();
        return habits;
    }
}
