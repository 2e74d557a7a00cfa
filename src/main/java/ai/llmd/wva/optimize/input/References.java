package ai.llmd.wva.optimize.input;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.Variant;
import java.util.Collection;
import java.util.List;

/** Checks that what variants name is declared: their model in a service class, their accelerators with a price. */
record References(Fleet fleet, Complaints complaints) {

    void check(Collection<Variants.Declared> variants) {
        for (var declared : variants) {
            if (declared.variant().faults().isEmpty()) {
                model(declared);
                accelerators(declared);
            }
        }
    }

    private void model(Variants.Declared declared) {
        var variant = declared.variant();
        if (fleet.serviceClasses().isEmpty()) {
            // why there is none has been told
            return;
        }
        if (fleet.classFor(variant).isEmpty()) {
            var models = fleet.serviceClasses().stream()
                    .flatMap(one -> one.targets().keySet().stream())
                    .distinct()
                    .toList();
            complaints.error(
                    declared.where() + ": spec.modelID",
                    "no service class has targets of it: " + Complaints.unknown("model", variant.modelId(), models));
            return;
        }
        variant.sloClassRef()
                .ifPresent(reference -> reference.name().or(reference::key).ifPresent(name -> {
                    if (fleet.serviceClasses().stream().noneMatch(one -> one.matches(name))) {
                        complaints.note(
                                declared.where() + ": spec.sloClassRef",
                                Complaints.unknown(
                                                "service class",
                                                name,
                                                fleet.serviceClasses().stream()
                                                        .map(ServiceClass::name)
                                                        .toList())
                                        + "; the targets are those of "
                                        + fleet.classFor(variant).orElseThrow().name());
                    }
                }));
    }

    private void accelerators(Variants.Declared declared) {
        var variant = declared.variant();
        var priced = fleet.accelerators().keySet();
        if (priced.isEmpty()) {
            return;
        }
        var current = variant.currentAccelerator();
        if (current.isPresent() && !priced.contains(current.get())) {
            complaints.unknown(declared.where(), "accelerator", current.get(), priced);
            return;
        }
        if (current.isPresent() && variant.profileFor(current.get()).isEmpty()) {
            complaints.error(
                    declared.where(),
                    "it runs on " + current.get() + ", of which it has no profile in modelProfile.accelerators (there"
                            + " are: " + String.join(", ", names(variant)) + ")");
            return;
        }
        var unpriced =
                names(variant).stream().filter(name -> !priced.contains(name)).toList();
        for (var name : unpriced) {
            var what = Complaints.unknown("accelerator", name, priced);
            if (unpriced.size() == variant.profiles().size()) {
                complaints.error(declared.where(), what);
            } else {
                complaints.note(declared.where(), what + "; its profile is not used");
            }
        }
    }

    private static List<String> names(Variant variant) {
        return variant.profiles().stream().map(PerformanceProfile::accelerator).toList();
    }
}
