package ai.llmd.wva.optimize.input;

import ai.llmd.wva.model.SaturationPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * llm-inferno's {@code optimizer}.
 *
 * @param unlimited the counts of devices do not matter
 */
record InfernoRules(FileRules rules, boolean unlimited) {

    static InfernoRules read(List<Value> optimizers) {
        Optional<SaturationPolicy> saturation = Optional.empty();
        boolean unlimited = false;
        boolean mixed = false;
        boolean delayed = false;
        for (var one : optimizers) {
            if (!one.isObject()) {
                one.error("is not an object with keys and values");
                continue;
            }
            one.knows("unlimited", "heterogeneous", "milpSolver", "useCplex", "delayedBestEffort", "saturationPolicy");
            unlimited |= one.flagOr(false, "unlimited");
            mixed |= one.flagOr(false, "heterogeneous");
            for (var solver : List.of("milpSolver", "useCplex")) {
                if (one.flagOr(false, solver)) {
                    note(one, solver, "is not used: --solver chooses between greedy and near-exact");
                }
            }
            delayed |= one.flagOr(false, "delayedBestEffort");
            saturation = saturation(one, saturation);
        }
        return new InfernoRules(new FileRules(saturation, mixed, delayed), unlimited);
    }

    private static void note(Value one, String key, String what) {
        one.problems().note(one.get(key).where(), what);
    }

    private static Optional<SaturationPolicy> saturation(Value one, Optional<SaturationPolicy> former) {
        var text = one.optionalText("saturationPolicy");
        var policy = text.flatMap(name -> Arrays.stream(SaturationPolicy.values())
                .filter(known -> known.label().equalsIgnoreCase(name))
                .findFirst());
        if (text.isPresent() && policy.isEmpty()) {
            one.get("saturationPolicy")
                    .error("\"" + text.get() + "\" is not one of "
                            + Arrays.stream(SaturationPolicy.values())
                                    .map(SaturationPolicy::label)
                                    .collect(Collectors.joining(", ")));
        }
        return policy.or(() -> former);
    }
}
