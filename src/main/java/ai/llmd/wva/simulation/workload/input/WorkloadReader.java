package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.Tree;
import ai.llmd.wva.config.YamlFault;
import ai.llmd.wva.config.YamlTree;
import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.simulation.workload.ModelLoad;
import ai.llmd.wva.simulation.workload.StoryPhase;
import ai.llmd.wva.simulation.workload.VariantSetup;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a workload from YAML or JSON, of which YAML is a superset. */
public final class WorkloadReader {
    private static final Bound SECONDS = Bound.ABOVE_ZERO.upTo(1e7);
    /** Tells the lines of a text that is known to be YAML. */
    private static final YAMLMapper TOKENS = YAMLMapper.builder().build();

    private final TraceFinder traces;
    private final Problems problems = new Problems();
    private final String file;

    private WorkloadReader(String file, TraceFinder traces) {
        this.file = file;
        this.traces = traces;
    }

    /** What came of reading. */
    public sealed interface Result {}

    /** The file is good. */
    public record Ok(Workload workload) implements Result {}

    /**
     * The file is not usable.
     *
     * @param problems at least one, e.g. of {@code x.yaml:12}: {@code requestsPerSecond must be 0 or more: -3}
     */
    public record Faulty(List<Problem> problems) implements Result {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The file is good, and a trace that it names is not there.
     *
     * @param note which, with file and line
     */
    public record TraceAbsent(String note) implements Result {}

    /**
     * Reads a text.
     *
     * @param file how messages call it
     * @param name of the workload, where the file does not give it another
     */
    static Result read(String file, String name, String text, TraceFinder traces) {
        return new WorkloadReader(file, traces).read(name, text);
    }

    private Result read(String name, String text) {
        try {
            var root = YamlTree.document(text);
            if (root.isMissingNode() || root.isNull()) {
                problems.error(file, "is empty");
            } else {
                return result(name, Fields.of(new Tree("", root, problems), lines(text)));
            }
        } catch (YamlFault e) {
            problems.error(e.line() < 1 ? file : file + ":" + e.line(), e.getMessage());
        }
        return new Faulty(problems.errors());
    }

    private FileLines lines(String text) {
        try (var parser = TOKENS.createParser(text)) {
            return FileLines.of(file, parser);
        }
    }

    private Result result(String fileName, Fields root) {
        var name = root.text("name").orElse(fileName);
        var description = root.text("description").orElse("");
        var reader = new ModelReader(traces);
        var entries = root.objects("models");
        var modelNames = entries.stream().map(ModelReader::name).toList();
        if (modelNames.isEmpty()) {
            root.error("models", "must have 1 entry or more");
        }
        namedOnce(root, "models", modelNames);
        var variants = variants(root, modelNames);
        var models = new ArrayList<ModelLoad>();
        for (var fields : entries) {
            reader.model(fields, longestSequence(variants, ModelReader.name(fields)))
                    .ifPresent(models::add);
        }
        var cluster = ClusterReader.cluster(
                root.object("cluster"),
                variants.stream().map(VariantSetup::name).toList());
        var phases = phases(root);
        var duration = root.number("durationSeconds", longest(models), SECONDS);
        root.done();
        if (problems.anyError()) {
            return new Faulty(problems.errors());
        }
        return reader.absentTrace()
                .<Result>map(TraceAbsent::new)
                .orElseGet(() -> new Ok(new Workload(name, description, duration, models, variants, cluster, phases)));
    }

    /** One for each model where the file gives none. */
    private List<VariantSetup> variants(Fields root, List<String> modelNames) {
        var reader = new VariantReader(modelNames);
        var variants = new ArrayList<VariantSetup>();
        for (var fields : root.objects("variants")) {
            variants.add(reader.variant(fields));
        }
        if (!root.has("variants")) {
            modelNames.forEach(name -> variants.add(reader.byDefault(name)));
        } else {
            modelNames.stream()
                    .filter(name -> variants.stream()
                            .noneMatch(variant -> variant.model().equals(name)))
                    .forEach(name -> root.error("variants", "must have one for the model \"" + name + "\""));
        }
        namedOnce(root, "variants", variants.stream().map(VariantSetup::name).toList());
        return variants;
    }

    /** What every variant of a model takes; what is wrong with a calibration is told elsewhere. */
    private int longestSequence(List<VariantSetup> variants, String model) {
        return variants.stream()
                .filter(variant ->
                        variant.model().equals(model) && VariantReader.CALIBRATIONS.contains(variant.calibration()))
                .mapToInt(variant ->
                        Calibration.named(variant.calibration()).limits().longestSequenceTokens())
                .min()
                .orElse(ModelReader.LONGEST_SEQUENCE);
    }

    private static void namedOnce(Fields root, String key, List<String> names) {
        var seen = new HashSet<String>();
        names.stream()
                .filter(name -> !seen.add(name))
                .distinct()
                .forEach(name -> root.error(key, "have the name \"" + name + "\" twice"));
    }

    private static List<StoryPhase> phases(Fields root) {
        var phases = new ArrayList<StoryPhase>();
        for (var fields : root.objects("phases")) {
            var name = fields.text("name");
            if (name.isEmpty()) {
                fields.error("name", "is missing: what the phase is called");
            }
            phases.add(new StoryPhase(fields.number("atSeconds", Bound.ZERO_OR_MORE.upTo(1e7)), name.orElse("phase")));
            fields.done();
        }
        return phases;
    }

    private static double longest(List<ModelLoad> models) {
        var longest = 0.0;
        for (var model : models) {
            longest = Math.max(longest, model.load().seconds());
        }
        return longest;
    }
}
