package ai.llmd.wva.declaration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Checks that what a variant names is declared: its model in a service class, its accelerators with a profile, where it
 * has any, and a price. Without these it could be planned for no load at all.
 */
final class VariantCheck {
    /** As many names as a message can list and still be read. */
    private static final int MOST_NAMES = 10;

    private VariantCheck() {}

    /** What is wrong, apart from what the variant's own fields tell already. */
    static List<Problem> problems(Fleet fleet, Variant variant) {
        var problems = new FieldProblems(variant.id());
        model(fleet, variant, problems);
        accelerators(fleet, variant, problems);
        return problems.all();
    }

    private static void model(Fleet fleet, Variant variant, FieldProblems problems) {
        var serviceClass = fleet.classFor(variant);
        if (serviceClass.isEmpty()) {
            var near = Spelling.nearest(variant.modelId(), models(fleet));
            problems.add("model " + variant.modelId() + " is in no service class of " + ConfigMapNames.SERVICE_CLASSES
                    + near.map(VariantCheck::meant).orElse(""));
            return;
        }
        var name = variant.sloClassRef().flatMap(reference -> reference.name().or(reference::key));
        if (name.isPresent() && fleet.serviceClasses().stream().noneMatch(one -> one.matches(name.get()))) {
            var classes =
                    fleet.serviceClasses().stream().map(ServiceClass::name).toList();
            problems.remark("sloClassRef " + name.get() + " is not a service class of " + ConfigMapNames.SERVICE_CLASSES
                    + ", so the targets are those of " + serviceClass.get().name() + suggestion(name.get(), classes));
        }
    }

    private static void accelerators(Fleet fleet, Variant variant, FieldProblems problems) {
        var current = variant.currentAccelerator();
        if (variant.profiles().isEmpty() && fleet.calibration(variant) == CalibrationMode.OFF) {
            problems.add("without modelProfile, calibration must not be off: there is no profile to plan with");
            return;
        }
        if (current.isEmpty() && variant.profiles().isEmpty()) {
            problems.add("without modelProfile, the label " + VariantAutoscaling.ACCELERATOR_LABEL
                    + " must name the accelerator that it runs on");
            return;
        }
        if (current.isPresent() && !variant.accelerators().contains(current.get())) {
            problems.add("accelerator " + current.get() + " has no profile in modelProfile.accelerators (profiles: "
                    + names(variant.accelerators()) + ")");
            return;
        }
        var priced = fleet.accelerators().keySet();
        if (current.isPresent() && fleet.price(variant, current.get()).isEmpty()) {
            problems.add("accelerator " + current.get() + " is not in " + ConfigMapNames.ACCELERATOR_COSTS
                    + suggestion(current.get(), priced));
            return;
        }
        var unpriced = variant.accelerators().stream()
                .filter(name -> fleet.price(variant, name).isEmpty())
                .toList();
        if (unpriced.size() == variant.accelerators().size()) {
            problems.add("no accelerator of modelProfile.accelerators is in " + ConfigMapNames.ACCELERATOR_COSTS
                    + " (known: " + names(priced) + ")");
            return;
        }
        for (var name : unpriced) {
            problems.remark("accelerator " + name + " is not in " + ConfigMapNames.ACCELERATOR_COSTS
                    + ", so its profile is not used" + suggestion(name, priced));
        }
    }

    /** What a name may have been meant to be, else what there is. */
    private static String suggestion(String name, Collection<String> known) {
        return Spelling.nearest(name, known).map(VariantCheck::meant).orElseGet(() -> " (known: " + names(known) + ")");
    }

    private static String meant(String name) {
        return "; did you mean " + name + "?";
    }

    private static List<String> models(Fleet fleet) {
        var models = new ArrayList<String>();
        fleet.serviceClasses().forEach(one -> models.addAll(one.targets().keySet()));
        return models.stream().distinct().toList();
    }

    private static String names(Collection<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        var first = names.stream().sorted().limit(MOST_NAMES).toList();
        return String.join(", ", first) + (names.size() > MOST_NAMES ? ", ..." : "");
    }
}
