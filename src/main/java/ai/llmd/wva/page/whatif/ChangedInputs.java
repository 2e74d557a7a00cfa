package ai.llmd.wva.page.whatif;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** An observation with other loads, targets and prices than were observed. */
final class ChangedInputs {
    private final Observation observed;
    private final SortedMap<VariantId, Measurement> measurements;
    private final SortedMap<VariantId, Variant> variants;
    private final SortedMap<String, Accelerator> accelerators;
    private final List<ServiceClass> classes;

    private ChangedInputs(Observation observed) {
        this.observed = observed;
        this.measurements = new TreeMap<>(observed.measurements());
        this.variants = new TreeMap<>(observed.fleet().variants());
        this.accelerators = new TreeMap<>(observed.fleet().accelerators());
        this.classes = new ArrayList<>(observed.fleet().serviceClasses());
    }

    /** All changes, each on top of those before it; the variants are there. */
    static Observation of(Observation observed, List<PlanChange> changes) throws ImpossibleChangeException {
        var inputs = new ChangedInputs(observed);
        for (var change : changes) {
            inputs.load(change);
            inputs.targets(change);
            inputs.price(change);
        }
        return inputs.observation();
    }

    private Observation observation() {
        var fleet = observed.fleet();
        return new Observation(
                observed.cycle(),
                observed.at(),
                new Fleet(
                        fleet.generation(),
                        variants,
                        accelerators,
                        classes,
                        fleet.capacity(),
                        fleet.settings(),
                        fleet.problems()),
                measurements);
    }

    private void load(PlanChange change) throws ImpossibleChangeException {
        if (change.loadFactor().isEmpty() && change.arrivalPerSecond().isEmpty()) {
            return;
        }
        if (measurements.get(change.id()) instanceof Measured measured) {
            var load = measured.load();
            double rate = change.arrivalPerSecond()
                    .orElse(load.arrivalRatePerSecond() * change.loadFactor().orElse(1));
            put(change, with(load, finite(rate)), measured);
        } else if (change.arrivalPerSecond().isPresent()) {
            // nothing is known of its requests but how many they are to be: their lengths are those known last
            int pods =
                    variants.get(change.id()).target() instanceof TargetState.Found found ? found.readyReplicas() : 0;
            var none = new Measured(Load.NONE, Duration.ZERO, pods, pods);
            put(change, with(Load.NONE, change.arrivalPerSecond().getAsDouble()), none);
        } else {
            throw new ImpossibleChangeException("the load of " + change.id()
                    + " is not known, so that it cannot be multiplied; give arrivalPerSecond instead");
        }
    }

    private static double finite(double rate) {
        return Math.min(rate, Double.MAX_VALUE);
    }

    private void put(PlanChange change, Load load, Measured as) {
        measurements.put(
                change.id(), new Measured(load, as.age(), as.reportingPods(), as.expectedPods(), as.caveats()));
    }

    /** What waits and what gives up goes with what arrives; without arrivals nothing is in the system. */
    private static Load with(Load load, double ratePerSecond) {
        double before = load.arrivalRatePerSecond();
        double factor = before > 0 ? ratePerSecond / before : 1;
        if (ratePerSecond == 0) {
            return new Load(
                    0,
                    0,
                    load.inputTokens(),
                    load.outputTokens(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    0,
                    0,
                    load.kvCacheUsage(),
                    0,
                    load.kvCacheTokens());
        }
        return load.withQueue(
                ratePerSecond, finite(load.waiting() * factor), finite(load.abandonedRatePerSecond() * factor));
    }

    private void targets(PlanChange change) throws ImpossibleChangeException {
        if (change.ttftMillis().isEmpty() && change.itlMillis().isEmpty()) {
            return;
        }
        var variant = variants.get(change.id());
        var its = observed.fleet()
                .classFor(variant)
                .orElseThrow(() -> new ImpossibleChangeException(
                        "no service class has targets for " + variant.modelId() + ", the model of " + change.id()));
        classes.replaceAll(one -> one.key().equals(its.key()) ? with(one, variant.modelId(), change) : one);
    }

    private static ServiceClass with(ServiceClass one, String model, PlanChange change) {
        var targets = new TreeMap<>(one.targets());
        targets.computeIfPresent(
                model,
                (name, target) -> new ServiceTarget(
                        change.ttftMillis().orElse(target.ttftMillis()),
                        change.itlMillis().orElse(target.itlMillis()),
                        target.tokensPerSecond(),
                        target.percentile()));
        return new ServiceClass(one.key(), one.name(), one.priority(), targets);
    }

    private void price(PlanChange change) throws ImpossibleChangeException {
        if (change.replicaCostCentsPerHour().isEmpty()) {
            return;
        }
        double cents = change.replicaCostCentsPerHour().getAsDouble();
        var variant = variants.get(change.id());
        var options = variant.acceleratorOptions();
        if (options.replicaCostCentsPerHour().isPresent()) {
            variants.put(
                    change.id(),
                    variant.withAccelerators(new AcceleratorOptions(
                            options.label(),
                            options.profiles(),
                            options.keep(),
                            OptionalDouble.of(cents),
                            options.learned())));
            return;
        }
        var runs = variant.currentAccelerator();
        var priced = runs.flatMap(name -> Optional.ofNullable(accelerators.get(name)));
        var units = runs.map(variant::unitsPerReplica);
        if (priced.isEmpty() || units.isEmpty() || units.get().isEmpty()) {
            throw new ImpossibleChangeException("the accelerator of " + change.id() + " is not known or has no price");
        }
        var accelerator = priced.get();
        accelerators.put(
                accelerator.name(),
                new Accelerator(
                        accelerator.name(),
                        accelerator.device(),
                        accelerator.multiplicity(),
                        cents / units.get().getAsInt()));
    }
}
