package ai.llmd.wva.optimize.input;

import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** llm-inferno's {@code serviceClasses}: by name, a priority and the targets of each model (milliseconds, tokens/s). */
final class InfernoClasses {
    private InfernoClasses() {}

    static SortedMap<String, ServiceClass> read(List<Value> items) {
        // a reference to a class does not mind its case, so neither may two names
        var classes = new TreeMap<String, ServiceClass>(String.CASE_INSENSITIVE_ORDER);
        for (var item : items) {
            item.knows("name", "priority", "percentile", "modelTargets");
            int priority = item.wholeOr(ServiceClass.LOWEST_PRIORITY, 0, "priority");
            var targets = targets(item.get("modelTargets"), percentile(item));
            item.text("name").ifPresent(name -> {
                if (classes.putIfAbsent(name, new ServiceClass(name, name, priority, targets)) != null) {
                    item.error("service class \"" + name + "\" is there twice");
                }
            });
        }
        var byName = new TreeMap<String, ServiceClass>();
        classes.values().forEach(one -> byName.put(one.name(), one));
        return byName;
    }

    private static SortedMap<String, ServiceTarget> targets(Value rows, OptionalDouble ofClass) {
        var targets = new TreeMap<String, ServiceTarget>();
        for (var row : rows.items()) {
            row.knows("model", "slo-itl", "slo-tpot", "slo-ttft", "slo-ttw", "slo-tps", "percentile");
            var target = new ServiceTarget(
                    row.numberOr(0, 0, "slo-ttft", "slo-ttw"),
                    row.numberOr(0, 0, "slo-itl", "slo-tpot"),
                    row.numberOr(0, 0, "slo-tps"),
                    percentile(row).isPresent() ? percentile(row) : ofClass);
            row.text("model").ifPresent(model -> {
                if (targets.put(model, target) != null) {
                    row.error("the model \"" + model + "\" is in the class twice");
                }
            });
        }
        return targets;
    }

    /** The share of requests that the latencies are promised for; ours besides llm-inferno's keys. */
    private static OptionalDouble percentile(Value in) {
        var value = in.get("percentile");
        if (!value.present()) {
            return OptionalDouble.empty();
        }
        double percentile = in.numberOr(ServiceTarget.LEAST_PERCENTILE, ServiceTarget.LEAST_PERCENTILE, "percentile");
        if (percentile > ServiceTarget.LARGEST_PERCENTILE) {
            value.error("is more than 99");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(percentile);
    }
}
