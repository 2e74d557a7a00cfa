package ai.llmd.wva.simulation;

import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.workload.ModelLoad;
import ai.llmd.wva.simulation.workload.VariantSetup;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;

/** Sets a workload up for a run. */
public final class Scenes {
    private Scenes() {}

    /** The targets of a workload, with the calibrations that their variants name. */
    public static Scene of(Workload workload, long seed) {
        var targets = new ArrayList<Target>();
        for (var variant : workload.variants()) {
            targets.add(target(workload, variant, targets.size()));
        }
        return new Scene(workload, seed, targets);
    }

    private static Target target(Workload workload, VariantSetup variant, int index) {
        var model = workload.modelOf(variant);
        var load = workload.models().get(model);
        var calibration = Calibration.named(variant.calibration());
        var law = calibration.law().faster(variant.speed());
        var limits = limits(calibration.limits(), load);
        var declared = DeclaredProfiles.of(
                variant.accelerator(),
                variant.devicesPerReplica(),
                law,
                limits,
                MeanLengths.of(load.load()),
                variant.profileErrorFactor());
        return new Target(
                index,
                variant.name(),
                model,
                variant.minReplicas(),
                variant.maxReplicas(),
                variant.initialReplicas(),
                variant.devicesPerReplica(),
                variant.priceCentsPerHour(),
                load.ttftMillis(),
                load.itlMillis(),
                declared,
                law,
                limits);
    }

    private static EngineLimits limits(EngineLimits ofCalibration, ModelLoad load) {
        var limits = ofCalibration.withMaxSequenceTokens(
                Math.min(ofCalibration.maxSequenceTokens(), load.maxSequenceTokens()));
        return load.prefix().isPresent() ? limits.withPrefixTokens(limits.kvTokens() / 2) : limits;
    }
}
