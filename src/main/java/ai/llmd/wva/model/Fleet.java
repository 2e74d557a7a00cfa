package ai.llmd.wva.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Everything that is declared, as one snapshot.
 *
 * @param generation grows with every snapshot of one process
 * @param serviceClasses by ConfigMap key
 * @param capacity devices that the variants share
 * @param problems what was declared but could not be used
 */
public record Fleet(
        long generation,
        SortedMap<VariantId, Variant> variants,
        SortedMap<String, Accelerator> accelerators,
        List<ServiceClass> serviceClasses,
        Capacity capacity,
        Settings settings,
        List<Problem> problems) {

    private static final Comparator<ServiceClass> FIRST = Comparator.comparingInt(ServiceClass::priority)
            .thenComparing(ServiceClass::name)
            .thenComparing(ServiceClass::key);

    public Fleet {
        variants = Checks.sorted(variants);
        accelerators = Checks.sorted(accelerators);
        serviceClasses = List.copyOf(serviceClasses);
        problems = List.copyOf(problems);
    }

    /** A fleet whose accelerators are not limited. */
    public Fleet(
            long generation,
            SortedMap<VariantId, Variant> variants,
            SortedMap<String, Accelerator> accelerators,
            List<ServiceClass> serviceClasses,
            Settings settings,
            List<Problem> problems) {
        this(generation, variants, accelerators, serviceClasses, Capacity.UNLIMITED, settings, problems);
    }

    public Fleet withVariants(SortedMap<VariantId, Variant> others) {
        return new Fleet(generation, others, accelerators, serviceClasses, capacity, settings, problems);
    }

    /**
     * Cents per hour of replicas of a variant on an accelerator; empty where it has no price or the variant no profile.
     */
    public OptionalDouble costCentsPerHour(Variant variant, String accelerator, int replicas) {
        var priced = accelerators.get(accelerator);
        var profile = variant.profileFor(accelerator);
        return priced == null || profile.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(profile.get().costCentsPerHour(priced, replicas));
    }

    /** Devices that replicas of a variant take on an accelerator; 0 where it has no profile for it. */
    public long devices(VariantId id, Accelerator accelerator, int replicas) {
        var profile = variants.get(id).profileFor(accelerator.name());
        return profile.isEmpty() ? 0 : profile.get().devices(accelerator, replicas);
    }

    /**
     * The class that holds a variant's targets: the referenced one if it has the model, else the one with the highest
     * priority that has it (ties by name, then key).
     */
    public Optional<ServiceClass> classFor(Variant variant) {
        ServiceClass referenced = null;
        ServiceClass first = null;
        for (var one : serviceClasses) {
            if (one.targets().containsKey(variant.modelId())) {
                first = firstOf(first, one);
                if (isMeant(variant, one)) {
                    referenced = firstOf(referenced, one);
                }
            }
        }
        return Optional.ofNullable(referenced != null ? referenced : first);
    }

    private static ServiceClass firstOf(ServiceClass former, ServiceClass other) {
        return former == null || FIRST.compare(other, former) < 0 ? other : former;
    }

    private static boolean isMeant(Variant variant, ServiceClass one) {
        var reference = variant.sloClassRef();
        return reference.isPresent()
                && (reference.get().name().map(one::matches).orElse(false)
                        || reference.get().key().map(one::matches).orElse(false));
    }
}
