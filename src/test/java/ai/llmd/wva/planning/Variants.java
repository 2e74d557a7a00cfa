package ai.llmd.wva.planning;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PreviousDecision;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Variants that differ from another in one thing. */
final class Variants {
    private String uid;
    private String modelId;
    private TargetState target;
    private Optional<String> label;
    private List<PerformanceProfile> profiles;
    private OptionalInt minimum;
    private OptionalInt maximum;
    private Optional<Boolean> keep;
    private OptionalInt fallback;
    private Optional<PreviousDecision> previous;
    private List<String> faults;

    private Variants(Variant from) {
        uid = from.uid();
        modelId = from.modelId();
        target = from.target();
        label = from.acceleratorLabel();
        profiles = from.profiles();
        minimum = from.minReplicas();
        maximum = from.maxReplicas();
        keep = from.keepAccelerator();
        fallback = from.fallbackReplicas();
        previous = from.previous();
        faults = from.faults();
    }

    private static Variant change(Variant from, Consumer<Variants> change) {
        var to = new Variants(from);
        change.accept(to);
        return new Variant(
                from.id(),
                to.uid,
                from.generation(),
                to.modelId,
                from.targetRef(),
                to.target,
                to.label,
                to.profiles,
                from.sloClassRef(),
                to.minimum,
                to.maximum,
                to.keep,
                to.fallback,
                to.previous,
                to.faults);
    }

    static Variant withBounds(Variant from, int minimum, int maximum) {
        return change(from, to -> {
            to.minimum = OptionalInt.of(minimum);
            to.maximum = OptionalInt.of(maximum);
        });
    }

    static Variant withPrevious(Variant from, PreviousDecision previous) {
        return change(from, to -> to.previous = Optional.of(previous));
    }

    static Variant withTarget(Variant from, TargetState target) {
        return change(from, to -> to.target = target);
    }

    static Variant withUid(Variant from, String uid) {
        return change(from, to -> to.uid = uid);
    }

    static Variant withFallback(Variant from, int replicas) {
        return change(from, to -> to.fallback = OptionalInt.of(replicas));
    }

    static Variant withLabel(Variant from, String accelerator) {
        return change(from, to -> to.label = Optional.of(accelerator));
    }

    /** On an accelerator that its label and its only profile name, with its own name. */
    static Variant on(String name, String accelerator, int replicas) {
        return withAccelerator(Fleets.variant(new VariantId("llm-d-sim", name), replicas), accelerator);
    }

    static Variant withoutLabel(Variant from) {
        return change(from, to -> to.label = Optional.empty());
    }

    static Variant withProfiles(Variant from, PerformanceProfile... profiles) {
        return change(from, to -> to.profiles = List.of(profiles));
    }

    static Variant withModel(Variant from, String modelId) {
        return change(from, to -> to.modelId = modelId);
    }

    static Variant withFaults(Variant from, String... faults) {
        return change(from, to -> to.faults = List.of(faults));
    }

    static Variant withKeep(Variant from, boolean keep) {
        return change(from, to -> to.keep = Optional.of(keep));
    }

    /** Label and only profile name that accelerator. */
    static Variant withAccelerator(Variant from, String accelerator) {
        return change(from, to -> {
            to.label = Optional.of(accelerator);
            to.profiles = List.of(named(accelerator));
        });
    }

    /** It could run on G2 just as fast. */
    static Variant withSecondProfile(Variant from) {
        return change(from, to -> to.profiles = List.of(Fleets.A100, named("G2")));
    }

    static Fleet fleetWithTarget(ServiceTarget target, Variant variant) {
        return withTargets(Fleets.fleet(variant), target);
    }

    static Fleet withTargets(Fleet fleet, ServiceTarget target) {
        var premium = new ServiceClass("premium.yaml", "Premium", 1, new TreeMap<>(Map.of("default/default", target)));
        return new Fleet(
                1, fleet.variants(), fleet.accelerators(), List.of(premium), fleet.settings(), fleet.problems());
    }

    static Fleet withCost(Fleet from, String accelerator, double unitCostCentsPerHour) {
        var accelerators = new TreeMap<>(from.accelerators());
        accelerators.computeIfPresent(
                accelerator, (name, one) -> new Accelerator(name, one.device(), unitCostCentsPerHour));
        return new Fleet(
                1,
                from.variants(),
                accelerators,
                from.serviceClasses(),
                from.capacity(),
                from.settings(),
                from.problems());
    }

    static Fleet withCapacity(Fleet from, Map<String, Long> devices) {
        return new Fleet(
                1,
                from.variants(),
                from.accelerators(),
                from.serviceClasses(),
                new Capacity(new TreeMap<>(devices)),
                from.settings(),
                from.problems());
    }

    static PerformanceProfile named(String accelerator) {
        var like = Fleets.A100;
        return new PerformanceProfile(
                accelerator, 1, like.maxBatchSize(), like.alphaMillis(), like.betaMillis(), Optional.empty());
    }
}
