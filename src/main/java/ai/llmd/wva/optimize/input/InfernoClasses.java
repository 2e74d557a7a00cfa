package ai.llmd.wva.optimize.input;

import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** llm-inferno's {@code serviceClasses}: by name, a priority and the targets of each model (milliseconds, tokens/s). */
final class InfernoClasses {
    private InfernoClasses() {}

    static SortedMap<String, ServiceClass> read(List<Value> items) {
        // a reference to a class does not mind its case, so neither may two names
        var classes = new TreeMap<String, ServiceClass>(String.CASE_INSENSITIVE_ORDER);
        for (var item : items) {
            item.knows("name", "priority", "modelTargets");
            int priority = item.wholeOr(ServiceClass.LOWEST_PRIORITY, 0, "priority");
            var targets = targets(item.get("modelTargets"));
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

    private static SortedMap<String, ServiceTarget> targets(Value rows) {
        var targets = new TreeMap<String, ServiceTarget>();
        for (var row : rows.items()) {
            row.knows("model", "slo-itl", "slo-tpot", "slo-ttft", "slo-ttw", "slo-tps");
            var target = new ServiceTarget(
                    row.numberOr(0, 0, "slo-ttft", "slo-ttw"),
                    row.numberOr(0, 0, "slo-itl", "slo-tpot"),
                    row.numberOr(0, 0, "slo-tps"));
            row.text("model").ifPresent(model -> {
                if (targets.put(model, target) != null) {
                    row.error("the model \"" + model + "\" is in the class twice");
                }
            });
        }
        return targets;
    }
}
