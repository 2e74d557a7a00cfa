package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code kubectl apply -k deploy/default} installs, under the names that others depend on. */
class InstallationTest {
    private static final String SYSTEM = "workload-variant-autoscaler-system";
    private static final String CONTROLLER = "workload-variant-autoscaler-controller-manager";
    private static final Set<String> CLUSTER_WIDE =
            Set.of("Namespace", "CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding");

    private final List<Manifest> installed = Manifest.kustomize("default");
    private final Manifest controller = Manifest.find(installed, "Deployment", CONTROLLER);

    @Test
    void installsEveryKindOfObjectThatTheControllerNeeds() {
        assertThat(installed)
                .extracting(Manifest::kind)
                .contains(
                        "Namespace",
                        "CustomResourceDefinition",
                        "ServiceAccount",
                        "ClusterRole",
                        "ClusterRoleBinding",
                        "Role",
                        "RoleBinding",
                        "ConfigMap",
                        "Deployment",
                        "Service",
                        "ServiceMonitor",
                        "PodDisruptionBudget",
                        "NetworkPolicy");
    }

    @Test
    void leavesNoFileOfItsBasesOut() throws IOException {
        var applied = installed.stream().map(Manifest::file).distinct().toList();

        for (var base : List.of("crd", "config", "manager", "rbac", "prometheus", "network-policy")) {
            try (var files = Files.list(Manifest.DEPLOY.resolve(base))) {
                assertThat(applied)
                        .containsAll(files.filter(file -> !file.endsWith("kustomization.yaml"))
                                .toList());
            }
        }
    }

    @Test
    void everythingThatHasANamespaceIsInTheControllersOwn() {
        assertThat(installed)
                .filteredOn(manifest -> !CLUSTER_WIDE.contains(manifest.kind()))
                .allSatisfy(manifest -> assertThat(manifest.namespace()).isEqualTo(SYSTEM));
        assertThat(Manifest.find(installed, "Namespace", SYSTEM).strings("/metadata/labels"))
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void runsTwoReplicasOfTheControllerAndReplacesThemWithoutAGap() {
        assertThat(controller.at("/spec/replicas").intValue()).isEqualTo(2);
        assertThat(controller.at("/spec/strategy/rollingUpdate/maxUnavailable").intValue())
                .isZero();
        assertThat(Manifest.list(container().at("/args"))).containsExactly("controller");
        assertThat(controller.at("/spec/template/spec/serviceAccountName").asString())
                .isEqualTo(CONTROLLER);
        // the controller takes at most 10 s to stop
        assertThat(controller
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .intValue())
                .isGreaterThan(10);
    }

    @Test
    void setsNoEnvironmentVariableThatAConfigMapMayWantToChange() {
        var names = new ArrayList<String>();
        container()
                .path("env")
                .forEach(variable -> names.add(variable.path("name").asString()));

        assertThat(names).containsExactlyInAnyOrder("POD_NAME", "POD_NAMESPACE", "POD_IP");
        assertThat(container().has("envFrom")).isFalse();
    }

    @Test
    void everyImageOfOursHasTheVersionOfTheProject() throws Exception {
        var version = projectVersion();
        var images = new ArrayList<String>();
        Manifest.all().stream()
                .filter(Manifest.kindIs("Deployment"))
                .forEach(deployment -> deployment
                        .at("/spec/template/spec/containers")
                        .forEach(container -> images.add(container.path("image").asString())));

        assertThat(images).hasSize(2).containsOnly("ghcr.io/llm-d/workload-variant-autoscaler:" + version);
    }

    @Test
    void servesMetricsOn8443AndProbesOn8081() {
        var service = Manifest.find(installed, "Service", CONTROLLER + "-metrics-service");

        assertThat(port("https")).isEqualTo(8443);
        assertThat(port("probes")).isEqualTo(8081);
        assertThat(service.at("/spec/ports/0/name").asString()).isEqualTo("https");
        assertThat(service.at("/spec/ports/0/port").intValue()).isEqualTo(8443);
        assertThat(service.at("/spec/ports/0/targetPort").asString()).isEqualTo("https");
        assertThat(container().at("/livenessProbe/httpGet/path").asString()).isEqualTo("/healthz");
        assertThat(container().at("/readinessProbe/httpGet/path").asString()).isEqualTo("/readyz");
        for (var probe : List.of("livenessProbe", "readinessProbe")) {
            assertThat(container().path(probe).at("/httpGet/port").asString()).isEqualTo("probes");
        }
    }

    @Test
    void everySelectorFindsTheControllersPods() {
        var labels = controller.strings("/spec/template/metadata/labels").entrySet();
        var service = Manifest.find(installed, "Service", CONTROLLER + "-metrics-service");
        var budget = Manifest.find(installed, "PodDisruptionBudget", CONTROLLER);
        var policy = installed.stream()
                .filter(Manifest.kindIs("NetworkPolicy"))
                .findFirst()
                .orElseThrow();

        assertThat(labels)
                .containsAll(controller.strings("/spec/selector/matchLabels").entrySet())
                .containsAll(service.strings("/spec/selector").entrySet())
                .containsAll(budget.strings("/spec/selector/matchLabels").entrySet())
                .containsAll(policy.strings("/spec/podSelector/matchLabels").entrySet());
    }

    @Test
    void theNetworkPolicyOpensTheTwoPortsToEveryoneAndLeavesEgressAlone() {
        var policy = installed.stream()
                .filter(Manifest.kindIs("NetworkPolicy"))
                .findFirst()
                .orElseThrow();
        var ports = new ArrayList<Integer>();
        policy.at("/spec/ingress/0/ports")
                .forEach(port -> ports.add(port.path("port").intValue()));

        assertThat(ports).containsExactlyInAnyOrder(8443, 8081);
        assertThat(policy.at("/spec/ingress/0").has("from")).isFalse();
        assertThat(Manifest.list(policy.at("/spec/policyTypes"))).containsExactly("Ingress");
    }

    @Test
    void theServiceMonitorScrapesTheServiceAndKeepsPrometheusOwnLabels() {
        var monitor = installed.stream()
                .filter(Manifest.kindIs("ServiceMonitor"))
                .findFirst()
                .orElseThrow();
        var service = Manifest.find(installed, "Service", CONTROLLER + "-metrics-service");
        var endpoint = monitor.at("/spec/endpoints/0");

        assertThat(service.strings("/metadata/labels").entrySet())
                .containsAll(monitor.strings("/spec/selector/matchLabels").entrySet());
        assertThat(endpoint.path("port").asString()).isEqualTo("https");
        assertThat(endpoint.path("scheme").asString()).isEqualTo("https");
        assertThat(endpoint.path("bearerTokenFile").asString()).isNotBlank();
        // the adapter's rule needs the variant's namespace as exported_namespace
        assertThat(endpoint.has("honorLabels")).isFalse();
    }

    @Test
    void prometheusAuthorityAndServingCertificateAreOptional() {
        assertThat(volume("prometheus-ca").at("/configMap/name").asString()).isEqualTo("prometheus-ca");
        assertThat(volume("prometheus-ca").at("/configMap/optional").booleanValue())
                .isTrue();
        assertThat(volume("metrics-tls").at("/secret/secretName").asString()).isEqualTo("wva-metrics-tls");
        assertThat(volume("metrics-tls").at("/secret/optional").booleanValue()).isTrue();
    }

    private JsonNode container() {
        return controller.at("/spec/template/spec/containers/0");
    }

    private int port(String name) {
        for (var port : container().path("ports")) {
            if (port.path("name").asString().equals(name)) {
                return port.path("containerPort").intValue();
            }
        }
        throw new AssertionError("no port " + name);
    }

    private JsonNode volume(String name) {
        for (var volume : controller.at("/spec/template/spec/volumes")) {
            if (volume.path("name").asString().equals(name)) {
                return volume;
            }
        }
        throw new AssertionError("no volume " + name);
    }

    private static String projectVersion() throws Exception {
        Path pom = Manifest.DEPLOY.resolveSibling("pom.xml");
        var project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
        for (var child = project.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals("version")) {
                return child.getTextContent();
            }
        }
        throw new AssertionError("no version in " + pom);
    }
}
