package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The components that an overlay can add to {@code deploy/default}. */
class ComponentsTest {
    private static final String CONTROLLER = "workload-variant-autoscaler-controller-manager";
    private static final String SETTINGS = "workload-variant-autoscaler-variantautoscaling-config";

    @TempDir
    Path folder;

    @Test
    void aPrometheusWithoutTlsIsAllowedAskedAndSentNoToken() throws IOException {
        var installed = Overlay.withComponents("plain-http-prometheus");
        var settings = Manifest.find(installed, "ConfigMap", SETTINGS).strings("/data");

        assertThat(configuration(installed).collector().allowPlainHttp()).isTrue();
        assertThat(settings.get("PROMETHEUS_BASE_URL")).startsWith("http://");
        assertThat(settings).containsOnlyKeys("GLOBAL_OPT_INTERVAL", "WVA_SCALE_TO_ZERO", "PROMETHEUS_BASE_URL");
    }

    @Test
    void theSampleDiffersFromTheComponentInTheAddressAlone() {
        var component = Overlay.withComponents("plain-http-prometheus");
        var sample = Overlay.of("samples/plain-http-prometheus");

        assertThat(Manifest.find(sample, "ConfigMap", SETTINGS).strings("/data"))
                .containsEntry("PROMETHEUS_BASE_URL", "http://prometheus-server.monitoring.svc.cluster.local:80");
        assertThat(withoutSettings(sample)).isEqualTo(withoutSettings(component));
    }

    @Test
    void componentsBringAFileEachSoThatTheyCanBeCombined() throws IOException {
        var installed = Overlay.withComponents("capacity-from-nodes", "plain-http-prometheus", "keda");

        assertThat(configuration(installed).keda().enabled()).isTrue();
        assertThat(configuration(installed).collector().allowPlainHttp()).isTrue();
        assertThat(configuration(installed).watch().capacityFromNodes()).isTrue();
    }

    @Test
    void theApiOfExternalMetricsLeadsToAPortThatTheControllerIsToldToOpen() {
        var installed = Overlay.withComponents("external-metrics", "capacity-from-nodes");
        var api = Manifest.find(installed, "APIService", "v1beta1.external.metrics.k8s.io");
        var service =
                Manifest.find(installed, "Service", api.at("/spec/service/name").asString());
        var container = Manifest.find(installed, "Deployment", CONTROLLER).at("/spec/template/spec/containers/0");
        var policy = Manifest.find(installed, "NetworkPolicy", "workload-variant-autoscaler-allow-external-metrics");
        int port = Configuration.defaults().externalMetrics().port();

        assertThat(service.namespace())
                .isEqualTo(api.at("/spec/service/namespace").asString());
        assertThat(service.at("/spec/ports/0/port").asInt())
                .isEqualTo(api.at("/spec/service/port").asInt());
        assertThat(container.path("ports")).anySatisfy(open -> {
            assertThat(open.path("name").asString())
                    .isEqualTo(service.at("/spec/ports/0/targetPort").asString());
            assertThat(open.path("containerPort").asInt()).isEqualTo(port);
        });
        assertThat(policy.at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(port);
        assertThat(container.path("env")).anySatisfy(variable -> {
            assertThat(variable.path("name").asString()).isEqualTo(Environment.EXTERNAL_METRICS);
            assertThat(variable.path("value").asString()).isEqualTo("true");
        });
    }

    @Test
    void onOpenShiftThePodsNameNoUserAndStayRestricted() {
        var pod = Manifest.find(Overlay.withComponents("openshift"), "Deployment", CONTROLLER)
                .at("/spec/template/spec/securityContext");

        assertThat(pod.propertyNames()).containsExactlyInAnyOrder("runAsNonRoot", "seccompProfile");
    }

    /** What the controller makes of the files that it is told to read, found where they are mounted. */
    private Configuration configuration(List<Manifest> installed) throws IOException {
        var pod = Manifest.find(installed, "Deployment", CONTROLLER).at("/spec/template/spec");
        Map<String, String> configMapByVolume = new TreeMap<>();
        pod.path("volumes")
                .forEach(volume -> configMapByVolume.put(
                        volume.path("name").asString(),
                        volume.at("/configMap/name").asString("")));
        Map<String, String> configMapByFolder = new TreeMap<>();
        pod.at("/containers/0/volumeMounts")
                .forEach(mount -> configMapByFolder.put(
                        mount.path("mountPath").asString(),
                        configMapByVolume.get(mount.path("name").asString())));
        var files = new ArrayList<Path>();
        for (var argument : Manifest.list(pod.at("/containers/0/args"))) {
            if (argument.startsWith("--config=")) {
                var path = Path.of(argument.substring("--config=".length()));
                var configMap = Manifest.find(
                        installed,
                        "ConfigMap",
                        configMapByFolder.get(path.getParent().toString()));
                var text = configMap.strings("/data").get(path.getFileName().toString());
                files.add(Files.writeString(folder.resolve(files.size() + ".json"), text));
            }
        }
        return ((ConfigurationReader.Ok) ConfigurationReader.read(files)).configuration();
    }

    private static List<Object> withoutSettings(List<Manifest> installed) {
        return installed.stream()
                .filter(manifest -> !manifest.name().equals(SETTINGS))
                .map(Manifest::root)
                .map(Object.class::cast)
                .toList();
    }
}
