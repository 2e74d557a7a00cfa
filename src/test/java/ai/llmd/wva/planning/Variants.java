package ai.llmd.wva.planning;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.NotPlanned;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ServedModel;
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
import java.util.stream.Stream;

/** Variants that differ from another in one thing. */
final class Variants {
    private Variants() {}

    static Variant withBounds(Variant from, int minimum, int maximum) {
        return from.withLimits(
                new ReplicaLimits(OptionalInt.of(minimum), OptionalInt.of(maximum), from.fallbackReplicas()));
    }

    static Variant withLastGood(Variant from, LastGoodDecision lastGood) {
        return from.withLastGood(Optional.of(lastGood));
    }

    static Variant withTarget(Variant from, TargetState target) {
        return from.withTarget(target);
    }

    static Variant withUid(Variant from, String uid) {
        return from.withResource(from.resource().withUid(uid));
    }

    static Variant withFallback(Variant from, int replicas) {
        return from.withLimits(new ReplicaLimits(from.minReplicas(), from.maxReplicas(), OptionalInt.of(replicas)));
    }

    static Variant withLabel(Variant from, String accelerator) {
        return from.withAccelerators(
                new AcceleratorOptions(Optional.of(accelerator), from.profiles(), from.keepAccelerator()));
    }

    /** On an accelerator that its label and its only profile name, with its own name. */
    static Variant on(String name, String accelerator, int replicas) {
        return withAccelerator(Fleets.variant(new VariantId("llm-d-sim", name), replicas), accelerator);
    }

    static Variant withoutLabel(Variant from) {
        return from.withAccelerators(new AcceleratorOptions(Optional.empty(), from.profiles(), from.keepAccelerator()));
    }

    static Variant withProfiles(Variant from, PerformanceProfile... profiles) {
        return from.withAccelerators(
                new AcceleratorOptions(from.acceleratorLabel(), List.of(profiles), from.keepAccelerator()));
    }

    static Variant withModel(Variant from, String modelId) {
        return from.withModel(ServedModel.named(modelId));
    }

    static Variant withFaults(Variant from, String... faults) {
        return from.withProblems(Stream.of(faults)
                .map(fault -> NotPlanned.problem(from.id(), fault))
                .toList());
    }

    static Variant frozen(Variant from) {
        return from.withHandling(new Handling(Optional.empty(), true));
    }

    static Variant advisory(Variant from) {
        return from.withHandling(new Handling(Optional.of(Mode.ADVISORY), false));
    }

    static Variant withKeep(Variant from, boolean keep) {
        return from.withAccelerators(
                new AcceleratorOptions(from.acceleratorLabel(), from.profiles(), Optional.of(keep)));
    }

    /** Label and only profile name that accelerator. */
    static Variant withAccelerator(Variant from, String accelerator) {
        return withProfiles(withLabel(from, accelerator), named(accelerator));
    }

    /** It could run on G2 just as fast. */
    static Variant withSecondProfile(Variant from) {
        return withProfiles(from, Fleets.A100, named("G2"));
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
