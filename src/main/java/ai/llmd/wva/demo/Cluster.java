package ai.llmd.wva.demo;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.ControllerConfiguration;
import ai.llmd.wva.declaration.ServiceClasses;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.ServiceTarget;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The stand-in for an API server with the samples in it. */
final class Cluster implements AutoCloseable {
    private final ApiServer server;
    private final Deployment deployment;
    private final HorizontalPodAutoscaler autoscaler;
    private final String model;
    private final ServiceTarget targets;

    private Cluster(ApiServer server) {
        this.server = server;
        var client = server.client();
        this.deployment =
                client.apps().deployments().inAnyNamespace().list().getItems().get(0);
        this.autoscaler = client.autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inAnyNamespace()
                .list()
                .getItems()
                .get(0);
        this.model = client.resources(VariantAutoscaling.class)
                .inAnyNamespace()
                .list()
                .getItems()
                .get(0)
                .getSpec()
                .modelID();
        this.targets = targets(client, model);
    }

    /** Starts the server and applies the samples, each edited first. Blocks. */
    static Cluster start(UnaryOperator<String> edit) {
        var server = ApiServer.start();
        try {
            SampleManifests.apply(server.client(), edit);
            return new Cluster(server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static ServiceTarget targets(KubernetesClient client, String model) {
        var data = client.configMaps()
                .inNamespace(ControllerConfiguration.DEFAULT_NAMESPACE)
                .withName(ConfigMapNames.SERVICE_CLASSES)
                .get()
                .getData();
        var source = new ConfigMapName(ControllerConfiguration.DEFAULT_NAMESPACE, ConfigMapNames.SERVICE_CLASSES);
        return ServiceClasses.parse(source, data, new TreeMap<>()).value().values().stream()
                .flatMap(one -> one.targetFor(model).stream())
                .findFirst()
                .orElseThrow();
    }

    /** The base URL of the API server, without a slash at its end. */
    String apiServer() {
        return server.config().getMasterUrl().replaceFirst("/$", "");
    }

    KubernetesClient client() {
        return server.client();
    }

    Deployment deployment() {
        return deployment;
    }

    HorizontalPodAutoscaler autoscaler() {
        return autoscaler;
    }

    /** The model that the variant serves. */
    String model() {
        return model;
    }

    double ttftTargetMillis() {
        return targets.ttftMillis();
    }

    double itlTargetMillis() {
        return targets.itlMillis();
    }

    @Override
    public void close() {
        server.close();
    }
}
