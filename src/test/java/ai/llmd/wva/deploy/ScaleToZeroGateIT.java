package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.ControlPlaneOptions;
import ai.llmd.wva.fixture.Manifests;
import org.junit.jupiter.api.Test;

/** A cluster without the feature gate HPAScaleToZero. */
class ScaleToZeroGateIT {
    @Test
    void takesTheAutoscalerSampleAndRefusesTheOneDownToZero() {
        try (var plane = ControlPlane.start(ControlPlaneOptions.defaults().withScaleToZero(false))) {
            var namespace = plane.createNamespace("gate");
            plane.apply(Manifests.file("deploy/samples/hpa-integration.yaml").inNamespace(namespace));
            var toZero = Manifests.file("deploy/samples/hpa-integration-scale-to-zero.yaml")
                    .inNamespace(namespace);

            assertThatThrownBy(() -> plane.apply(toZero)).hasMessageContaining("spec.minReplicas");

            var table = plane.table("/apis/autoscaling/v2/namespaces/" + namespace + "/horizontalpodautoscalers");
            assertThat(table.cell("vllme-deployment-hpa", "MINPODS")).isEqualTo("1");
        }
    }
}
