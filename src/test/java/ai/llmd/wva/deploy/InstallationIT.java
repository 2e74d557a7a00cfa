package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.MonitoringStack;
import ai.llmd.wva.fixture.TestDeployments;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manifests of deploy/ on a real API server, every field known to it. */
class InstallationIT {
    private static final String SYSTEM = "workload-variant-autoscaler-system";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static ControlPlane plane;

    @BeforeAll
    static void install() {
        plane = ControlPlane.shared();
        plane.apply(MonitoringStack.manifests());
        plane.apply(Manifests.kustomization("deploy/default"));
    }

    @Test
    void theControllersPodsAreAdmittedUnderTheRestrictedPodSecurityStandard() {
        var pods = plane.admin().pods().inNamespace(SYSTEM).withLabel("control-plane", "controller-manager");

        var admitted = await().atMost(LIMIT).until(() -> pods.list().getItems(), list -> list.size() == 2);

        assertThat(admitted)
                .allSatisfy(pod -> assertThat(pod.getSpec().getServiceAccountName())
                        .isEqualTo("workload-variant-autoscaler-controller-manager"));
    }

    @Test
    void aPodThatIsNotRestrictedIsRefusedThere() {
        var unrestricted = new PodBuilder()
                .withNewMetadata()
                .withName("unrestricted")
                .withNamespace(SYSTEM)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("any")
                .withImage("example.invalid/any")
                .endContainer()
                .endSpec()
                .build();

        assertThatThrownBy(() -> plane.admin().resource(unrestricted).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity");
    }

    @Test
    void applyingTwiceChangesNothing() {
        var deployment = plane.admin()
                .apps()
                .deployments()
                .inNamespace(SYSTEM)
                .withName("workload-variant-autoscaler-controller-manager");
        var before = deployment.require().getMetadata().getGeneration();

        plane.apply(Manifests.kustomization("deploy/default"));

        assertThat(deployment.require().getMetadata().getGeneration()).isEqualTo(before);
    }

    @Test
    void theEmulatorExampleAndTheAutoscalerSampleAreAccepted() {
        var namespace = plane.createNamespace("example");
        var example = Manifests.kustomization("deploy/examples/vllm-emulator")
                .only(object -> !object.path("kind").asString().equals("Namespace"));

        plane.apply(example.inNamespace(namespace));
        plane.apply(Manifests.file("deploy/samples/hpa-integration.yaml").inNamespace(namespace));

        var table = plane.table("/apis/llmd.ai/v1alpha1/namespaces/" + namespace + "/variantautoscalings");
        assertThat(table.cell("vllme-deployment", "MODEL")).isEqualTo("default/default");
        var pods = plane.admin().pods().inNamespace(namespace);
        await().atMost(LIMIT).until(() -> pods.list().getItems().size() == 1);
    }

    @Test
    void anAutoscalerDownToZeroIsAccepted() {
        var namespace = plane.createNamespace("gate");
        plane.admin()
                .resource(TestDeployments.named(namespace, "vllme-deployment", 0))
                .create();

        plane.apply(Manifests.file("deploy/samples/hpa-integration-scale-to-zero.yaml")
                .inNamespace(namespace));

        var minimum = plane.admin()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .withName("vllme-deployment-hpa")
                .require()
                .getSpec()
                .getMinReplicas();
        assertThat(minimum).isZero();
    }
}
