package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.fixture.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A real API server takes every object of the installation, and admits its pods to a namespace that enforces restricted Pod
 * Security. Nothing is kept: each object is sent as a dry run, into a namespace of this test.
 */
class InstallationIT {
    private static final String SYSTEM = "workload-variant-autoscaler-system";

    private static ControlPlane plane;
    private static String namespace;

    @BeforeAll
    static void start() {
        plane = ControlPlane.shared();
        namespace = plane.createNamespace("installation");
        plane.admin().namespaces().withName(namespace).edit(found -> {
            found.getMetadata().setLabels(Map.of("pod-security.kubernetes.io/enforce", "restricted"));
            return found;
        });
    }

    /** The ServiceMonitor is left out: its definition comes with the Prometheus operator. */
    static Stream<Manifest> objects() {
        return Stream.concat(
                        Manifest.kustomize("default").stream(), Manifest.read("samples/hpa-integration.yaml").stream())
                .filter(Manifest.kindIs("ServiceMonitor").negate());
    }

    static Stream<Manifest> deployments() {
        return Manifest.all().stream().filter(Manifest.kindIs("Deployment"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void theApiServerTakesIt(Manifest manifest) {
        var json = inOwnNamespace(manifest);

        assertThatCode(() -> plane.admin().resource(json).dryRun().serverSideApply())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void itsPodsAreAdmittedUnderRestrictedPodSecurity(Manifest deployment) {
        var pod = pod(deployment);

        var admitted = plane.admin().resource(pod.toString()).dryRun().create();

        assertThat(admitted.getMetadata().getNamespace()).isEqualTo(namespace);
    }

    @Test
    void aPodWithoutOurSecurityContextWouldNotBeAdmitted() {
        var pod = pod(deployments().findFirst().orElseThrow());
        ((ObjectNode) pod.at("/spec/containers/0")).remove("securityContext");

        assertThatThrownBy(() -> plane.admin().resource(pod.toString()).dryRun().create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity \"restricted");
    }

    private static ObjectNode pod(Manifest deployment) {
        var pod = JsonMapper.shared().createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("name", "admitted").put("namespace", namespace);
        pod.set("spec", deployment.at("/spec/template/spec").deepCopy());
        // the account of the installation is not in this test's namespace
        ((ObjectNode) pod.path("spec")).remove("serviceAccountName");
        return pod;
    }

    private static String inOwnNamespace(Manifest manifest) {
        return manifest.json().replace(SYSTEM, namespace).replace("llm-d-sim", namespace);
    }
}
