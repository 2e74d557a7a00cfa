package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.declaration.AcceleratorCapacity;
import ai.llmd.wva.declaration.AcceleratorCosts;
import ai.llmd.wva.model.ConfigMapName;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The optional manifests about limited accelerators fit the installation that they add to. */
class CapacityManifestsTest {
    private final List<Manifest> installed = Manifest.kustomize("default");

    @Test
    void theSampleLimitsDevicesThatTheInstalledAcceleratorsHave() {
        var sample = Manifest.only("samples/accelerator-capacity.yaml");
        var costs = AcceleratorCosts.parse(
                new ConfigMapName("wva", ConfigMapNames.ACCELERATOR_COSTS),
                Manifest.find(installed, "ConfigMap", ConfigMapNames.ACCELERATOR_COSTS)
                        .strings("/data"),
                new TreeMap<>());

        var capacity = AcceleratorCapacity.parse(
                new ConfigMapName(sample.namespace(), sample.name()),
                sample.strings("/data"),
                new TreeMap<>(),
                costs.value());

        assertThat(sample.name()).isEqualTo(ConfigMapNames.ACCELERATOR_CAPACITY);
        assertThat(sample.namespace()).isEqualTo("workload-variant-autoscaler-system");
        assertThat(capacity.value()).hasSize(2).containsEntry("NVIDIA-A100-PCIE-80GB", 16L);
        assertThat(capacity.problems()).isEmpty();
        assertThat(installed).extracting(Manifest::name).doesNotContain(sample.name());
    }

    @Test
    void theSampleInstallationIsTheDefaultOneWithTheComponent() {
        var overlay = Manifest.only("samples/capacity-from-nodes/kustomization.yaml");

        assertThat(Manifest.list(overlay.at("/resources"))).containsExactly("../../default");
        assertThat(Manifest.list(overlay.at("/components"))).containsExactly("../../capacity-from-nodes");
    }

    @Test
    void theComponentTurnsCountingOnInAFileThatTheControllerReads() {
        var configuration = Manifest.find(
                Manifest.kustomize("capacity-from-nodes"), "ConfigMap", "workload-variant-autoscaler-configuration");

        var read = ConfigurationReader.read(configuration.strings("/data").get("wva.json"));

        assertThat(read)
                .isInstanceOfSatisfying(
                        ConfigurationReader.Ok.class,
                        ok -> assertThat(ok.configuration().watch().capacityFromNodes())
                                .isTrue());
    }

    @Test
    void theComponentMountsTheFileWhereItTellsTheControllerToLook() {
        var patched = Manifest.find(
                        Overlay.of("samples/capacity-from-nodes"),
                        "Deployment",
                        "workload-variant-autoscaler-controller-manager")
                .at("/spec/template/spec");

        assertThat(Manifest.list(patched.at("/containers/0/args")))
                .containsExactly("controller", "--config=/etc/wva/wva.json");
        assertThat(patched.at("/containers/0/volumeMounts"))
                .anySatisfy(mount -> assertThat(Manifest.strings(mount))
                        .containsEntry("name", "configuration")
                        .containsEntry("mountPath", "/etc/wva"));
        assertThat(patched.at("/volumes")).anySatisfy(volume -> {
            assertThat(volume.path("name").asString()).isEqualTo("configuration");
            assertThat(volume.at("/configMap/name").asString()).isEqualTo("workload-variant-autoscaler-configuration");
        });
    }
}
