package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The three ConfigMaps that the installation brings, with the contents that users know. */
class ConfigMapsTest {
    private final List<Manifest> installed = Manifest.kustomize("default");

    @Test
    void settingsVerifyPrometheusAndStayAboveZeroByDefault() {
        var settings = Manifest.find(installed, "ConfigMap", "workload-variant-autoscaler-variantautoscaling-config");

        assertThat(settings.strings("/data"))
                .containsOnly(
                        entry("GLOBAL_OPT_INTERVAL", "60s"),
                        entry("WVA_SCALE_TO_ZERO", "false"),
                        entry(
                                "PROMETHEUS_BASE_URL",
                                "https://kube-prometheus-stack-prometheus.workload-variant-autoscaler-monitoring"
                                        + ".svc.cluster.local:9090"),
                        entry("PROMETHEUS_TLS_INSECURE_SKIP_VERIFY", "false"),
                        entry("PROMETHEUS_CA_CERT_PATH", "/etc/prometheus-ca/ca.crt"),
                        entry("PROMETHEUS_TOKEN_PATH", "/var/run/secrets/kubernetes.io/serviceaccount/token"));
    }

    @ParameterizedTest
    @CsvSource({
        "A100, NVIDIA-A100-PCIE-80GB, 40.00",
        "MI300X, AMD-MI300X-192GB, 65.00",
        "G2, Intel-Gaudi-2-96GB, 23.00",
        "H100, NVIDIA-H100-80GB-HBM3, 100.0"
    })
    void acceleratorsHaveADeviceAndACost(String name, String device, String cost) {
        var costs = Manifest.find(installed, "ConfigMap", "accelerator-unit-costs");

        var value = JsonMapper.shared().readTree(costs.strings("/data").get(name));

        assertThat(Manifest.strings(value)).containsOnly(entry("device", device), entry("cost", cost));
    }

    @ParameterizedTest
    @CsvSource({
        "premium.yaml, Premium, 1, default/default 24 500, llama0-70b 80 500",
        "freemium.yaml, Freemium, 10, granite-13b 200 2000, llama0-7b 150 1500"
    })
    void serviceClassesPromiseEachModelItsLatencies(
            String key, String name, int priority, String first, String second) {
        var classes = Manifest.find(installed, "ConfigMap", "service-classes-config");

        var value = new YAMLMapper().readTree(classes.strings("/data").get(key));
        var promises = new ArrayList<String>();
        value.path("data")
                .forEach(row -> promises.add(row.path("model").asString() + " "
                        + row.path("slo-tpot").intValue() + " "
                        + row.path("slo-ttft").intValue()));

        assertThat(value.path("name").asString()).isEqualTo(name);
        assertThat(value.path("priority").intValue()).isEqualTo(priority);
        assertThat(promises).containsExactly(first, second);
    }

    /** A kustomization cannot read a file above its folder, so that these two exist twice: they must not part. */
    @ParameterizedTest
    @CsvSource({
        "configmap-accelerator-unitcost.yaml, config/accelerator-unit-costs.yaml",
        "configmap-serviceclass.yaml, config/service-classes-config.yaml"
    })
    void theFilesThatUsersApplyAloneAreTheInstalledOnes(String alone, String installed) throws IOException {
        assertThat(Files.readString(Manifest.DEPLOY.resolve(alone)))
                .isEqualTo("# A copy of " + installed + ", which is what the installation applies: edit that one.\n"
                        + Files.readString(Manifest.DEPLOY.resolve(installed)));
    }
}
