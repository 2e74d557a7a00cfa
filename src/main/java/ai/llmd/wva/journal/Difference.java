package ai.llmd.wva.journal;

import ai.llmd.wva.model.Checks;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.VariantId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a decision, or the summary of a plan, differs from the recorded one.
 *
 * @param variant whose decision it is; empty = the summary
 * @param component the first that differs, e.g. {@code allocation.itlMillis}
 * @param recorded its value; "nothing" where it is absent; likewise replayed
 */
public record Difference(
        long cycle, Instant at, Optional<VariantId> variant, String component, String recorded, String replayed) {
    private static final String NOTHING = "nothing";

    public Difference {
        Checks.present(at, "at");
        Checks.present(component, "component");
    }

    static Difference between(JournalLine.Cycle cycle, Decision recorded, Decision replayed) {
        return between(cycle, Optional.of(recorded.id()), RecordJson.tree(recorded), RecordJson.tree(replayed));
    }

    static Difference ofSummaries(JournalLine.Cycle cycle, Object replayed) {
        return between(cycle, Optional.empty(), RecordJson.tree(cycle.summary()), RecordJson.tree(replayed));
    }

    private static Difference between(
            JournalLine.Cycle cycle, Optional<VariantId> variant, JsonNode recorded, JsonNode replayed) {
        var path = new StringBuilder();
        var ours = recorded;
        var theirs = replayed;
        for (var next = differing(ours, theirs); next.isPresent(); next = differing(ours, theirs)) {
            path.append(path.length() == 0 ? "" : ".").append(next.get());
            ours = ours.path(next.get());
            theirs = theirs.path(next.get());
        }
        return new Difference(cycle.cycle(), cycle.at(), variant, path.toString(), text(ours), text(theirs));
    }

    /** The first component that differs; empty where the values themselves do. */
    private static Optional<String> differing(JsonNode ours, JsonNode theirs) {
        if (!ours.isObject() || !theirs.isObject()) {
            return Optional.empty();
        }
        var names = new LinkedHashSet<>(ours.propertyNames());
        names.addAll(theirs.propertyNames());
        return names.stream()
                .filter(name -> !ours.path(name).equals(theirs.path(name)))
                .findFirst();
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? NOTHING : value.isString() ? value.stringValue() : value.toString();
    }
}
