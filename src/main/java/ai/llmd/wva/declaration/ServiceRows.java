package ai.llmd.wva.declaration;

import ai.llmd.wva.model.ServiceTarget;
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

    private ServiceRows() {}

    /** The targets by model; a broken row keeps what its model had. */
    static SortedMap<String, ServiceTarget> targets(
            JsonNode rows,
            ClassPercentile ofClass,
            Optional<SortedMap<String, ServiceTarget>> lastGood,
            Consumer<String> remarks) {
        var targets = new TreeMap<String, ServiceTarget>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var label = "data row " + (i + 1);
            var model = row.path("model");
            if (!model.isString() || model.stringValue().isBlank()) {
                var reason = model.isNumber() || model.isBoolean()
                        ? " has a model that is not text: put it in quotes"
                        : " has no model";
                remarks.accept(label + reason + "; the row " + Parsed.LEFT_OUT);
                continue;
            }
            var name = model.stringValue().strip();
            Consumer<String> ofRow = remark -> remarks.accept(label + " (" + name + "): " + remark);
            var earlier = Optional.ofNullable(targets.get(name));
            earlier.ifPresent(target -> ofRow.accept("the model is in an earlier row too; the last good row counts"));
            var before = earlier.or(() -> lastGood.map(known -> known.get(name)));
            target(row, ofClass, before, ofRow).ifPresent(target -> targets.put(name, target));
        }
        return targets;
    }

    private static Optional<ServiceTarget> target(
            JsonNode row, ClassPercentile ofClass, Optional<ServiceTarget> before, Consumer<String> remarks) {
        row.propertyNames().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> remarks.accept(Entries.unknownKey(key, KEYS)));
        try {
            return Optional.of(new ServiceTarget(
                    either(row, "slo-ttft", "slo-ttw", remarks),
                    either(row, "slo-tpot", "slo-itl", remarks),
                    number(row, "slo-tps").orElse(0.0),
                    percentile(row, ofClass, before)));
        } catch (IllegalArgumentException e) {
            remarks.accept(e.getMessage()
                    + (before.isPresent()
                            ? "; the last good values of the model stay in force"
                            : "; the row " + Parsed.LEFT_OUT));
            return before;
        }
    }

    private static double either(JsonNode row, String name, String older, Consumer<String> remarks) {
        var value = number(row, name);
        var olderValue = number(row, older);
        if (value.isPresent() && olderValue.isPresent() && !value.equals(olderValue)) {
            remarks.accept(name + " and " + older + " mean the same but differ; " + name + " counts");
        }
        return value.or(() -> olderValue).orElse(0.0);
    }

    private static OptionalDouble percentile(JsonNode row, ClassPercentile ofClass, Optional<ServiceTarget> before) {
        var node = row.path("percentile");
        return node.isMissingNode() || node.isNull()
                ? ofClass.forModel(before)
                : OptionalDouble.of(Numbers.percentile("percentile", node));
    }

    private static Optional<Double> number(JsonNode row, String name) {
        return Optional.ofNullable(row.get(name))
                .filter(node -> !node.isNull())
                .map(node -> Numbers.notNegative(name, node));
    }
}
