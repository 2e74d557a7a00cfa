package ai.llmd.wva.declaration;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.Subject.Entry;
import ai.llmd.wva.model.Subject.EntryField;
import ai.llmd.wva.model.Subject.Row;
import ai.llmd.wva.model.Variant;
import java.util.List;
import java.util.Optional;

/** Which variants an entry of a ConfigMap concerns that is not in force as it is written. */
final class Concerns {
    private final Fleet fleet;
    private final List<Problem> losses;

    Concerns(Fleet fleet) {
        this.fleet = fleet;
        this.losses = fleet.problems().stream()
                .filter(problem -> problem.effect().isLoss())
                .filter(problem -> entry(problem).isPresent())
                .toList();
    }

    /** Of the fleet's problems those that a variant's owner needs to know. */
    List<Problem> of(Variant variant) {
        if (losses.isEmpty()) {
            return List.of();
        }
        var serviceClass = fleet.classFor(variant);
        return losses.stream()
                .filter(problem -> concerns(problem, variant, serviceClass))
                .toList();
    }

    private boolean concerns(Problem problem, Variant variant, Optional<ServiceClass> serviceClass) {
        var entry = entry(problem).orElseThrow();
        return switch (entry.in().name()) {
            case ConfigMapNames.ACCELERATOR_COSTS -> runsOn(variant, entry.key());
            case ConfigMapNames.ACCELERATOR_CAPACITY -> usesDevice(variant, entry.key());
            case ConfigMapNames.SERVICE_CLASSES -> concernsClass(problem, entry, variant, serviceClass);
            default -> false;
        };
    }

    /** One whose model is in no class may have been meant by any that cannot be read. */
    private static boolean concernsClass(
            Problem problem, Entry entry, Variant variant, Optional<ServiceClass> serviceClass) {
        if (problem.subject() instanceof Row row && row.model().isPresent()) {
            return row.model().get().equals(variant.modelId())
                    && serviceClass.map(one -> one.key().equals(entry.key())).orElse(true);
        }
        return serviceClass
                .map(one -> one.key().equals(entry.key()) && !(problem.subject() instanceof Row))
                .orElse(problem.effect() == Effect.LEFT_OUT);
    }

    private static boolean runsOn(Variant variant, String accelerator) {
        return variant.profileFor(accelerator).isPresent()
                || variant.currentAccelerator().equals(Optional.of(accelerator));
    }

    private boolean usesDevice(Variant variant, String device) {
        return variant.accelerators().stream()
                .flatMap(name -> fleet.accelerator(variant, name).stream())
                .anyMatch(accelerator -> accelerator.device().equals(device));
    }

    private static Optional<Entry> entry(Problem problem) {
        if (problem.subject() instanceof Entry entry) {
            return Optional.of(entry);
        }
        if (problem.subject() instanceof EntryField field) {
            return Optional.of(field.entry());
        }
        return problem.subject() instanceof Row row ? Optional.of(row.entry()) : Optional.empty();
    }
}
