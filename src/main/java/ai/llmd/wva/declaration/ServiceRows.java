package ai.llmd.wva.declaration;

import static ai.llmd.wva.model.Effect.LAST_GOOD;
import static ai.llmd.wva.model.Effect.LEFT_OUT;
import static ai.llmd.wva.model.Effect.REMARK;

import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Subject.Entry;
import ai.llmd.wva.model.Subject.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The rows of a service class: model, slo-tpot (or slo-itl) and slo-ttft (or slo-ttw) in milliseconds, slo-tps in
 * tokens per second, and percentile, which goes before the one of the class. A target that is not given is no limit.
 */
final class ServiceRows {
    private static final List<String> KEYS =
            List.of("model", "slo-tpot", "slo-itl", "slo-ttft", "slo-ttw", "slo-tps", "percentile");

    private final Entry entry;
    private final ClassPercentile ofClass;
    private final Optional<SortedMap<String, ServiceTarget>> lastGood;
    private final Consumer<Problem> problems;

    ServiceRows(
            Entry entry,
            ClassPercentile ofClass,
            Optional<SortedMap<String, ServiceTarget>> lastGood,
            Consumer<Problem> problems) {
        this.entry = entry;
        this.ofClass = ofClass;
        this.lastGood = lastGood;
        this.problems = problems;
    }

    /** The targets by model; a broken row keeps what its model had. */
    SortedMap<String, ServiceTarget> targets(JsonNode rows) {
        var targets = new TreeMap<String, ServiceTarget>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var model = row.path("model");
            if (!model.isString() || model.stringValue().isBlank()) {
                var reason = model.isNumber() || model.isBoolean()
                        ? "has a model that is not a string: put it in quotes"
                        : "has no model";
                problems.accept(new Problem(new Row(entry, i + 1, Optional.empty()), LEFT_OUT, reason));
                continue;
            }
            var name = model.stringValue().strip();
            var subject = new Row(entry, i + 1, Optional.of(name));
            var earlier = Optional.ofNullable(targets.get(name));
            if (earlier.isPresent()) {
                remark(subject, "the model is also in an earlier row; the last valid row applies");
            }
            var before = earlier.or(() -> lastGood.map(known -> known.get(name)));
            target(subject, row, before).ifPresent(target -> targets.put(name, target));
        }
        return targets;
    }

    private Optional<ServiceTarget> target(Row subject, JsonNode row, Optional<ServiceTarget> before) {
        Entries.unknownKeys(subject, row, KEYS, problems);
        try {
            return Optional.of(new ServiceTarget(
                    either(subject, row, "slo-ttft", "slo-ttw"),
                    either(subject, row, "slo-tpot", "slo-itl"),
                    number(row, "slo-tps").orElse(0.0),
                    percentile(row, before)));
        } catch (IllegalArgumentException e) {
            problems.accept(new Problem(subject, before.isPresent() ? LAST_GOOD : LEFT_OUT, e.getMessage()));
            return before;
        }
    }

    private double either(Row subject, JsonNode row, String name, String older) {
        var value = number(row, name);
        var olderValue = number(row, older);
        if (value.isPresent() && olderValue.isPresent() && !value.equals(olderValue)) {
            remark(subject, name + " and " + older + " mean the same but differ; " + name + " counts");
        }
        return value.or(() -> olderValue).orElse(0.0);
    }

    private void remark(Row subject, String message) {
        problems.accept(new Problem(subject, REMARK, message));
    }

    private OptionalDouble percentile(JsonNode row, Optional<ServiceTarget> before) {
        var node = row.path("percentile");
        return node.isMissingNode() || node.isNull()
                ? ofClass.forModel(before)
                : OptionalDouble.of(Numbers.field("percentile", node, Numbers::percentile));
    }

    private static Optional<Double> number(JsonNode row, String name) {
        return Optional.ofNullable(row.get(name))
                .filter(node -> !node.isNull())
                .map(node -> Numbers.field(name, node, Numbers::notNegative));
    }
}
