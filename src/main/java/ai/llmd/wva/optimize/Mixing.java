package ai.llmd.wva.optimize;

import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ResourceIdentity;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lets a server's load be spread over several accelerators: takes a variant apart into one for each accelerator. They
 * share namespace, model and class, and the planner shares the load of such variants out by itself.
 */
final class Mixing {
    private Mixing() {}

    /**
     * An observation, and the variants that each server was taken apart into.
     *
     * @param parts by server, in the order of their accelerators; one where it stays whole
     */
    record Mixed(Observation observation, SortedMap<String, List<VariantId>> parts) {}

    static Mixed whole(Observation observation, SortedMap<String, VariantId> servers) {
        var parts = new TreeMap<String, List<VariantId>>();
        servers.forEach((name, id) -> parts.put(name, List.of(id)));
        return new Mixed(observation, parts);
    }

    static Mixed apart(Observation observation, SortedMap<String, VariantId> servers) {
        var fleet = observation.fleet();
        var variants = new TreeMap<VariantId, Variant>();
        var measurements = new TreeMap<VariantId, Measurement>();
        var parts = new TreeMap<String, List<VariantId>>();
        servers.forEach((name, id) -> {
            var variant = fleet.variants().get(id);
            var measured = observation.measurements().get(id);
            var split = mayMix(fleet, variant, measured) ? parts(fleet, variant) : List.of(variant);
            split.forEach(part -> variants.put(part.id(), part));
            split.forEach(part -> measurements.put(part.id(), elsewhere(measured)));
            // what runs now has the load now; without such, any part may have it
            measurements.put(withLoad(variant, split).id(), measured);
            parts.put(name, split.stream().map(Variant::id).toList());
        });
        var apart = new Fleet(
                fleet.generation(),
                variants,
                fleet.accelerators(),
                fleet.serviceClasses(),
                fleet.capacity(),
                fleet.settings(),
                fleet.problems());
        return new Mixed(new Observation(observation.cycle(), observation.at(), apart, measurements), parts);
    }

    /** Bounds of a server as a whole cannot be told to its parts, so one that has any stays whole. */
    private static boolean mayMix(Fleet fleet, Variant variant, Measurement measurement) {
        boolean loaded =
                measurement instanceof Measured measured && measured.load().arrivalRatePerSecond() > 0;
        boolean pinned = variant.keepAccelerator().orElse(false)
                && variant.currentAccelerator().isPresent();
        return loaded
                && !pinned
                && !variant.handling().frozen()
                && variant.minReplicas().orElse(0) <= 1
                && variant.maxReplicas().isEmpty()
                && usable(fleet, variant).size() > 1;
    }

    private static List<PerformanceProfile> usable(Fleet fleet, Variant variant) {
        return variant.profiles().stream()
                .filter(profile -> fleet.price(variant, profile.accelerator()).isPresent())
                .sorted((one, other) -> one.accelerator().compareTo(other.accelerator()))
                .toList();
    }

    private static List<Variant> parts(Fleet fleet, Variant variant) {
        return usable(fleet, variant).stream()
                .map(profile -> part(variant, profile))
                .toList();
    }

    private static Variant part(Variant variant, PerformanceProfile profile) {
        var accelerator = profile.accelerator();
        boolean current = variant.currentAccelerator().equals(Optional.of(accelerator));
        var id = new VariantId(variant.id().namespace(), variant.id().name() + "@" + accelerator);
        var part = variant.withResource(
                        new ResourceIdentity(id, variant.uid() + "@" + accelerator, variant.generation()))
                .withAccelerators(new AcceleratorOptions(
                        Optional.of(accelerator),
                        List.of(profile),
                        Optional.of(true),
                        variant.acceleratorOptions().ownPrice(accelerator)))
                .withLimits(ReplicaLimits.atLeast(0))
                .withLastGood(Optional.empty());
        return current ? part : part.withTarget(new TargetState.Found(0, 0, List.of(), Optional.empty()));
    }

    private static Variant withLoad(Variant variant, List<Variant> split) {
        return split.stream()
                .filter(part -> part.acceleratorLabel().equals(variant.currentAccelerator()))
                .findFirst()
                .orElse(split.get(0));
    }

    /** No load, of requests of the same length. */
    private static Measurement elsewhere(Measurement measurement) {
        if (!(measurement instanceof Measured measured)) {
            return measurement;
        }
        var load = measured.load();
        return new Measured(
                new Load(
                        0,
                        load.inputTokens(),
                        load.outputTokens(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        0,
                        0,
                        OptionalDouble.empty()),
                measured.age(),
                measured.reportingPods(),
                measured.expectedPods());
    }
}
