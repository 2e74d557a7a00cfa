package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ResourceIdentity;
import ai.llmd.wva.model.ScaleTarget;
import ai.llmd.wva.model.ServedModel;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.SloClassRef;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The targets of a scene as resources and ConfigMaps would declare them to the controller. */
final class SceneFleet {
    private final Scene scene;
    private final Settings settings;
    private final SortedMap<String, Accelerator> accelerators = new TreeMap<>();
    private final List<ServiceClass> classes = new ArrayList<>();
    private final Capacity capacity;

    SceneFleet(Scene scene, Duration interval, CalibrationMode calibration) {
        this.scene = scene;
        this.settings = new Settings(interval, scaleToZero(scene), true, Optional.empty()).withCalibration(calibration);
        var workload = scene.workload();
        for (var target : scene.targets()) {
            var name = target.declared().accelerator();
            var device = workload.variants().get(target.index()).accelerator();
            accelerators.put(name, new Accelerator(name, device, target.centsPerHour() / target.devicesPerReplica()));
        }
        for (var model : workload.models()) {
            var targets = new TreeMap<String, ServiceTarget>();
            targets.put(model.name(), new ServiceTarget(model.ttftMillis(), model.itlMillis(), 0, model.percentile()));
            classes.add(new ServiceClass(model.name(), model.name(), model.priority(), targets));
        }
        var devices = new TreeMap<String, Long>();
        workload.cluster().devices().forEach((type, count) -> devices.put(type, (long) count));
        this.capacity = new Capacity(devices);
    }

    static VariantId id(Target target) {
        return new VariantId(Scene.NAMESPACE, target.name());
    }

    /** As it is at one instant. */
    Fleet fleet(Sight sight, long generation) {
        var variants = new TreeMap<VariantId, Variant>();
        for (var target : scene.targets()) {
            variants.put(id(target), variant(target, sight.target(target.index())));
        }
        return new Fleet(generation, variants, accelerators, classes, capacity, settings, List.of());
    }

    private Variant variant(Target target, TargetSight sight) {
        var model = scene.workload().models().get(target.model()).name();
        var pods = sight.pods().stream().map(SceneFleet::pod).toList();
        var state = new TargetState.Found(
                sight.specReplicas(),
                sight.replicas(),
                sight.readyReplicas(),
                pods,
                Optional.of(new Autoscaler(target.name(), target.minReplicas(), target.maxReplicas())));
        return new Variant(
                new ResourceIdentity(id(target), "uid-" + target.name(), 1),
                ServedModel.named(model),
                new ScaleTarget(TargetRef.deployment(target.name()), state),
                new AcceleratorOptions(
                        Optional.of(target.declared().accelerator()), List.of(target.declared()), Optional.empty()),
                ReplicaLimits.between(target.minReplicas(), target.maxReplicas()),
                Optional.of(new SloClassRef(Optional.of(model), Optional.empty())),
                Optional.empty(),
                List.of());
    }

    private static PodInfo pod(PodSight pod) {
        return new PodInfo(
                pod.name(),
                pod.ready() ? Optional.of(at(pod.readyMillis())) : Optional.empty(),
                // those that were there before the run are of unknown age
                pod.createdMillis() > 0 ? Optional.of(at(pod.createdMillis())) : Optional.empty());
    }

    private static Instant at(double millis) {
        return Scene.START.plusMillis((long) millis);
    }

    private static boolean scaleToZero(Scene scene) {
        return scene.targets().stream().anyMatch(target -> target.minReplicas() == 0);
    }
}
