package ai.llmd.wva.demo;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.ControllerConfiguration;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.workload.ModelLoad;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A scene as its owners would declare it: what {@code kubectl apply} would be given. */
final class DemoManifests {
    /** Where all variants are. */
    static final String NAMESPACE = "demo";

    private final Scene scene;

    DemoManifests(Scene scene) {
        this.scene = scene;
    }

    /** Everything that the controller reads, in the order in which it is applied. */
    List<HasMetadata> all() {
        var all = new ArrayList<HasMetadata>();
        all.add(accelerators());
        all.add(serviceClasses());
        if (!scene.workload().cluster().devices().isEmpty()) {
            all.add(capacity());
        }
        for (var target : scene.targets()) {
            all.add(DeploymentManifest.of(target, model(target)));
            all.add(VariantManifest.of(target, model(target), classKey(target.model())));
            all.add(autoscaler(target));
        }
        return all;
    }

    private ModelLoad model(Target target) {
        return scene.workload().models().get(target.model());
    }

    private static String classKey(int model) {
        return "class-" + (model + 1) + ".yaml";
    }

    private ConfigMap accelerators() {
        var data = new TreeMap<String, String>();
        for (var target : scene.targets()) {
            var perDevice = target.centsPerHour() / target.devicesPerReplica();
            var entry = new LinkedHashMap<String, Object>();
            entry.put("device", target.declared().accelerator());
            entry.put("cost", String.format(Locale.ROOT, "%.2f", perDevice));
            data.put(target.declared().accelerator(), Serialization.asJson(entry));
        }
        return configMap(ConfigMapNames.ACCELERATOR_COSTS, data);
    }

    private ConfigMap serviceClasses() {
        var data = new TreeMap<String, String>();
        for (var index = 0; index < scene.workload().models().size(); index++) {
            var model = scene.workload().models().get(index);
            var row = new LinkedHashMap<String, Object>();
            row.put("model", model.name());
            row.put("slo-tpot", model.itlMillis());
            row.put("slo-ttft", model.ttftMillis());
            var entry = new LinkedHashMap<String, Object>();
            entry.put("name", "Class " + (index + 1));
            entry.put("priority", model.priority());
            model.percentile().ifPresent(percentile -> entry.put("percentile", percentile));
            entry.put("data", List.of(row));
            data.put(classKey(index), Serialization.asYaml(entry));
        }
        return configMap(ConfigMapNames.SERVICE_CLASSES, data);
    }

    private ConfigMap capacity() {
        var data = new TreeMap<String, String>();
        scene.workload().cluster().devices().forEach((type, count) -> data.put(type, String.valueOf(count)));
        return configMap(ConfigMapNames.ACCELERATOR_CAPACITY, data);
    }

    private static ConfigMap configMap(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(ControllerConfiguration.DEFAULT_NAMESPACE)
                .endMetadata()
                .withData(data)
                .build();
    }

    /** The project's sample, for another target. */
    private static HorizontalPodAutoscaler autoscaler(Target target) {
        var sample = Serialization.unmarshal(
                SampleManifests.read(SampleManifests.AUTOSCALER), HorizontalPodAutoscaler.class);
        sample.getMetadata().setName(target.name());
        sample.getMetadata().setNamespace(NAMESPACE);
        var spec = sample.getSpec();
        spec.getScaleTargetRef().setName(target.name());
        spec.setMinReplicas(target.minReplicas());
        spec.setMaxReplicas(target.maxReplicas());
        spec.getMetrics()
                .get(0)
                .getExternal()
                .getMetric()
                .getSelector()
                .setMatchLabels(Map.of("variant_name", target.name()));
        return sample;
    }
}
