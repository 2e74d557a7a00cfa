package ai.llmd.wva.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is declared, as one snapshot.
 *
 * @param generation grows with every snapshot of one process
 * @param serviceClasses by ConfigMap key
 * @param problems what was declared but could not be used
 */
public record Fleet(
        long generation,
        SortedMap<VariantId, Variant> variants,
        SortedMap<String, Accelerator> accelerators,
        List<ServiceClass> serviceClasses,
        Settings settings,
        List<Problem> problems) {

    public Fleet {
        variants = Checks.sorted(variants);
        accelerators = Checks.sorted(accelerators);
        serviceClasses = List.copyOf(serviceClasses);
        problems = List.copyOf(problems);
    }

    public Fleet withVariants(SortedMap<VariantId, Variant> others) {
        return new Fleet(generation, others, accelerators, serviceClasses, settings, problems);
    }

    /**
     * The class that holds a variant's targets: the referenced one if it has the model, else the one with the highest
     * priority that has it (ties by name).
     */
    public Optional<ServiceClass> classFor(Variant variant) {
        var candidates = new TreeMap<String, ServiceClass>();
        for (var serviceClass : serviceClasses) {
            if (serviceClass.targetFor(variant.modelId()).isPresent()) {
                candidates.put("%03d %s".formatted(serviceClass.priority(), serviceClass.name()), serviceClass);
            }
        }
        var referenced = variant.sloClassRef()
                .flatMap(reference -> candidates.values().stream()
                        .filter(one -> reference.name().map(one::matches).orElse(false)
                                || reference.key().map(one::matches).orElse(false))
                        .findFirst());
        return referenced.or(() -> candidates.values().stream().findFirst());
    }
}
