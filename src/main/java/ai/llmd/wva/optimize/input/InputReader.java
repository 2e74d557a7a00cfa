package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.model.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads sources of either form, which are told apart by what is in them. */
public final class InputReader {
    private InputReader() {}

    /** What came of reading. */
    public sealed interface Result {}

    /** The sources are good. */
    public record Ok(Input input) implements Result {}

    /**
     * They cannot be planned from.
     *
     * @param problems all that is wrong, at least one, e.g. of
     *     {@code system.json: system.modelData.models[3].decodeParms.alpha}: {@code "abc" is not a number >= 0}
     */
    public record Faulty(List<Problem> problems) implements Result {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads all sources together.
     *
     * @param at when the loads in them count as measured
     */
    public static Result read(List<Source> sources, Instant at) {
        var problems = new Problems();
        var input = input(sources, at, problems);
        return input.isEmpty() || problems.anyError() ? new Faulty(problems.errors()) : new Ok(input.get());
    }

    private static Optional<Input> input(List<Source> sources, Instant at, Problems problems) {
        var resources = new ArrayList<Document>();
        var systems = new ArrayList<Document>();
        for (var document : Documents.of(sources, problems)) {
            if (document.isResource()) {
                resources.add(document);
            } else if (InfernoSections.isPart(document)) {
                systems.add(document);
            } else if (!passedOver(document)) {
                document.root()
                        .error("is neither of the two supported formats: llm-inferno's system data (keys such as"
                                + " system, serverData or servers) or resources of Kubernetes (kind:"
                                + " VariantAutoscaling, ConfigMap, Loads)");
            }
        }
        if (!resources.isEmpty() && !systems.isEmpty()) {
            problems.error(
                    names(systems),
                    "holds llm-inferno's data while " + names(resources)
                            + " contains Kubernetes resources: only one format can be planned at a time");
        }
        if (problems.anyError()) {
            return Optional.empty();
        }
        if (!systems.isEmpty()) {
            return Optional.of(InfernoReader.read(InfernoSections.of(systems, problems), at, problems));
        }
        return Optional.of(ResourceReader.read(resources, at, problems));
    }

    /** A solution that lies beside its problem in a folder. */
    private static boolean passedOver(Document document) {
        return document.source().folder().isPresent()
                && document.root().get("allocations").present();
    }

    private static String names(List<Document> documents) {
        var names = new TreeSet<String>();
        documents.forEach(document -> names.add(document.source().name()));
        return String.join(", ", names);
    }
}
