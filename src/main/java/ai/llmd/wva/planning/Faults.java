package ai.llmd.wva.planning;

import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Variant;
import java.util.List;
import java.util.Optional;

/** What is wrong with a variant's declaration, so that no load at all could be planned for. */
final class Faults {
    private Faults() {}

    static Optional<String> of(Situation situation) {
        var variant = situation.variant();
        if (!variant.faults().isEmpty()) {
            return Optional.of(String.join("; ", variant.faults()));
        }
        if (situation.serviceClass().isEmpty()) {
            return Optional.of("model " + variant.modelId() + " is in no service class of service-classes-config");
        }
        var current = variant.currentAccelerator();
        if (current.isPresent() && variant.profileFor(current.get()).isEmpty()) {
            return Optional.of("accelerator " + current.get()
                    + " has no profile in modelProfile.accelerators (profiles: " + known(accelerators(variant)) + ")");
        }
        var priced = situation.fleet().accelerators();
        if (current.isPresent() && !priced.containsKey(current.get())) {
            return Optional.of("accelerator " + current.get() + " is not in accelerator-unit-costs (known: "
                    + known(List.copyOf(priced.keySet())) + ")");
        }
        for (var profile : variant.profiles()) {
            if (priced.containsKey(profile.accelerator()) && situation.mayUse(profile.accelerator())) {
                return Optional.empty();
            }
        }
        return Optional.of("no accelerator of modelProfile.accelerators is in accelerator-unit-costs (known: "
                + known(List.copyOf(priced.keySet())) + ")");
    }

    private static List<String> accelerators(Variant variant) {
        return variant.profiles().stream()
                .map(PerformanceProfile::accelerator)
                .sorted()
                .toList();
    }

    private static String known(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
