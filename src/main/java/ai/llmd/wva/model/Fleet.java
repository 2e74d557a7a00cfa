package ai.llmd.wva.model;

import java.time.Duration;
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

    /** Whether the decisions on a variant are only told, if that. */
    public boolean isAdvisory(Variant variant) {
        return variant.handling().elsewhere().isPresent()
                || variant.handling().mode().orElse(settings.mode()) == Mode.ADVISORY;
    }

    /** What is done about a learned profile of a variant. */
    public CalibrationMode calibration(Variant variant) {
        return variant.handling().calibration().or(settings::calibration).orElse(CalibrationMode.OFF);
    }

    /** Who changes a variant's target, once decisions on it are acted on. */
    public ActuationMode actuation(Variant variant) {
        return variant.handling().actuation().or(settings::actuation).orElse(ActuationMode.METRICS);
    }

    /** How soon what waits for a variant should have been served. */
    public Duration drainWithin(Variant variant) {
        return variant.handling().drainWithin().or(settings::drainWithin).orElse(Settings.DRAIN_WITHIN);
    }

    /**
     * What a replica of a variant costs on an accelerator: what the variant says, else its units at their price. Empty
     * where nothing says it, or the variant cannot run there.
     */
    public Optional<ReplicaPrice> price(Variant variant, String accelerator) {
        var units = variant.unitsPerReplica(accelerator);
        if (units.isEmpty()) {
            return Optional.empty();
        }
        var own = variant.acceleratorOptions().ownPrice(accelerator);
        if (own.isPresent()) {
            return Optional.of(new ReplicaPrice(accelerator, units.getAsInt(), own.getAsDouble(), true));
        }
        var priced = accelerators.get(accelerator);
        return priced == null
                ? Optional.empty()
                : Optional.of(new ReplicaPrice(
                        accelerator, units.getAsInt(), priced.unitCostCentsPerHour() * units.getAsInt(), false));
    }

    /** Cents per hour of replicas of a variant on an accelerator; empty where there is no {@link #price}. */
    public OptionalDouble costCentsPerHour(Variant variant, String accelerator, int replicas) {
        var price = price(variant, accelerator);
        return price.isPresent() ? OptionalDouble.of(price.get().centsPerHour(replicas)) : OptionalDouble.empty();
    }

    /**
     * An accelerator as a variant can be planned on it: one with unit costs, or one that the variant has a price of its
     * own for, which is then a device of that name.
     */
    public Optional<Accelerator> accelerator(Variant variant, String name) {
        var declared = accelerators.get(name);
        if (declared != null) {
            return Optional.of(declared);
        }
        return variant.acceleratorOptions().ownPrice(name).isPresent()
                ? Optional.of(new Accelerator(name, name, 0))
                : Optional.empty();
    }

    /** Devices that replicas of a variant take on an accelerator; 0 where it cannot run there. */
    public long devices(VariantId id, Accelerator accelerator, int replicas) {
        return (long) variants.get(id).unitsPerReplica(accelerator.name()).orElse(0)
                * accelerator.multiplicity()
                * replicas;
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
