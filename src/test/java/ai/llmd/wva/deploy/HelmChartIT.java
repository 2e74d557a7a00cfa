package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.fixture.Helm;
import ai.llmd.wva.fixture.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the chart makes of its values, without a cluster. */
class HelmChartIT {
    private static final String RELEASE = "workload-variant-autoscaler";
    private static final String SYSTEM = "workload-variant-autoscaler-system";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> OF_HELM = Set.of(
            "app.kubernetes.io/instance",
            "app.kubernetes.io/version",
            "app.kubernetes.io/managed-by",
            "helm.sh/chart",
            // two ConfigMaps have none in kustomize: they are files that users know
            "app.kubernetes.io/name",
            "app.kubernetes.io/component");

    @TempDir
    private static Path folder;

    private static Helm helm;

    @BeforeAll
    static void find() {
        helm = Helm.in(folder);
    }

    @Test
    void lintFindsNothingToMend() {
        var run = helm.run("lint", "--strict", Helm.chart());

        assertThat(run.good()).contains("0 chart(s) failed").doesNotContain("WARNING", "ERROR");
    }

    @Test
    void isTheSameAsTheKustomization() {
        assertSame(rendered(), Manifest.kustomize("default"));
    }

    @Test
    void countingNodesIsTheSameAsTheComponent() {
        assertSame(rendered("--set", "watch.capacityFromNodes=true"), Overlay.withComponents("capacity-from-nodes"));
    }

    @Test
    void thePageCanBeLeftOut() {
        assertThat(helm.run("template", "wva", Helm.chart(), "--set", "page.enabled=false")
                        .good())
                .containsPattern("\"page\": \\{\\s+\"enabled\": false");
    }

    @Test
    void scalingTargetsIsTheSameAsTheComponent() {
        assertSame(rendered("--set", "directActuation.enabled=true"), Overlay.withComponents("direct-actuation"));
    }

    @Test
    void readingLeaderWorkerSetsIsTheSameAsTheComponent() {
        assertSame(rendered("--set", "leaderWorkerSet.enabled=true"), Overlay.withComponents("leaderworkerset"));
    }

    @Test
    void alertsAndTheDashboardAreTheSameAsTheComponent() {
        assertSame(rendered("--set", "monitoring.enabled=true"), Overlay.withComponents("monitoring"));
    }

    @Test
    void withNamespacesTargetsAreScaledThereOnly() {
        var chart = rendered("--set", "directActuation.enabled=true,watch.namespaces={llm-a}");

        assertThat(chart)
                .containsKeys(
                        "Role workload-variant-autoscaler-direct-actuation",
                        "RoleBinding workload-variant-autoscaler-direct-actuation")
                .doesNotContainKey("ClusterRole workload-variant-autoscaler-direct-actuation");
    }

    @Test
    void servingExternalMetricsIsTheSameAsTheComponent() {
        assertSame(rendered("--set", "externalMetrics.enabled=true"), Overlay.withComponents("external-metrics"));
    }

    @Test
    void theApiServerVerifiesExternalMetricsByAnAuthorityThatIsKnown() {
        var service = "APIService v1beta1.external.metrics.k8s.io";

        var given = rendered(
                "--set", "externalMetrics.enabled=true,externalMetrics.caBundle=QQ==,certificates.mode=secret");
        var issued = rendered(
                "--set", "externalMetrics.enabled=true,certificates.mode=cert-manager,certificates.issuer.name=ca");

        assertThat(given.get(service).at("/spec/caBundle").asString()).isEqualTo("QQ==");
        assertThat(given.get(service).at("/spec").has("insecureSkipTLSVerify")).isFalse();
        assertThat(issued.get(service).at("/spec").has("insecureSkipTLSVerify")).isFalse();
        assertThat(Manifest.list(
                        issued.get("Certificate workload-variant-autoscaler-controller-manager-metrics-service")
                                .at("/spec/dnsNames")))
                .contains("workload-variant-autoscaler-external-metrics." + SYSTEM + ".svc");
    }

    /** The component brings a file of its own, the chart has one for all. */
    @Test
    void servingKedaIsTheSameAsTheComponentButForTheFilesName() {
        var chart = rendered("--set", "keda.enabled=true");
        var read = configuration(chart);
        var file = chart.remove("ConfigMap workload-variant-autoscaler-configuration");
        var component = Overlay.withComponents("keda");

        assertThat(read.keda().enabled()).isTrue();
        assertThat(read.keda().clientCaPath()).isEmpty();
        assertThat(YAML.readTree(file.at("/data/wva.json").asString()))
                .isEqualTo(YAML.readTree(Manifest.find(component, "ConfigMap", "workload-variant-autoscaler-keda")
                        .at("/data/wva.json")
                        .asString()));
        assertSame(
                chart,
                component.stream()
                        .filter(manifest -> !manifest.name().equals("workload-variant-autoscaler-keda"))
                        .map(HelmChartIT::withTheChartsFile)
                        .toList());
    }

    @Test
    void kedasClientsAreKnownByAnAuthority() {
        var chart = rendered("--set", "keda.enabled=true,keda.clientCaSecret=keda-ca");

        assertThat(configuration(chart).keda().clientCaPath()).contains("/etc/wva-keda/ca.crt");
        assertThat(chart.get("Deployment workload-variant-autoscaler-controller-manager")
                        .at("/spec/template/spec/volumes"))
                .anySatisfy(volume ->
                        assertThat(volume.at("/secret/secretName").asString()).isEqualTo("keda-ca"));
    }

    private static Manifest withTheChartsFile(Manifest manifest) {
        var text = manifest.json()
                .replace("/etc/wva-keda-configuration", "/etc/wva")
                .replace("keda-configuration", "configuration")
                .replace("\"workload-variant-autoscaler-keda\"", "\"workload-variant-autoscaler-configuration\"");
        return new Manifest(manifest.file(), YAML.readTree(text));
    }

    @Test
    void leavingUsersToThePlatformIsTheSameAsTheComponent() {
        assertSame(rendered("--set", "runAsUser=null"), Overlay.withComponents("openshift"));
    }

    /** In one file where the components bring one each. */
    @Test
    void aPrometheusWithoutTlsIsToldAsByTheComponent() {
        var component = Overlay.withComponents("plain-http-prometheus");
        var settings = "workload-variant-autoscaler-variantautoscaling-config";
        var url =
                Manifest.find(component, "ConfigMap", settings).strings("/data").get("PROMETHEUS_BASE_URL");

        var chart = rendered("--set", "prometheus.plainHttp=true,prometheus.url=" + url);

        assertThat(chart.get("ConfigMap " + settings).get("data"))
                .isEqualTo(Manifest.find(component, "ConfigMap", settings).at("/data"));
        assertThat(configuration(chart).collector().allowPlainHttp()).isTrue();
    }

    @Test
    void valuesAndKeysOfTheFileComeTogetherInOne() {
        var chart = rendered(
                "--set", "watch.namespaces={llm-a,llm-b}",
                "--set", "prometheus.headers.X-Scope-OrgID=team",
                "--set", "config.collector.rateWindow=2m");

        var read = configuration(chart);

        assertThat(read.controller().watchNamespaces()).containsExactly("llm-a", "llm-b");
        assertThat(read.collector().rateWindow()).hasMinutes(2);
        assertThat(chart.get("ConfigMap workload-variant-autoscaler-configuration")
                        .at("/data/wva.json")
                        .asString())
                .contains("\"X-Scope-OrgID\": \"team\"");
    }

    @Test
    void aChangeOfTheFileRestartsThePodsAndOneOfTheSettingsDoesNot() {
        var template = "/spec/template";
        var before = deployment("config.collector.rateWindow=2m").at(template);

        assertThat(deployment("config.collector.rateWindow=3m").at(template)).isNotEqualTo(before);
        assertThat(deployment("config.collector.rateWindow=2m,settings.LOG_LEVEL=debug")
                        .at(template))
                .isEqualTo(before);
    }

    @Test
    void withNamespacesNothingOfTheirsMayBeReadElsewhere() {
        var chart = rendered("--set", "watch.namespaces={llm-a}");
        var everywhere =
                chart.get("ClusterRole workload-variant-autoscaler-controller").at("/rules");

        assertThat(everywhere.valueStream().flatMap(rule -> Manifest.list(rule.path("resources")).stream()))
                .containsExactly("tokenreviews", "subjectaccessreviews");
        assertThat(chart.get("Role workload-variant-autoscaler-controller")
                        .at("/metadata/namespace")
                        .asString())
                .isEqualTo("llm-a");
        assertThat(chart).doesNotContainKey("ClusterRole workload-variant-autoscaler-nodes");
    }

    @Test
    void aDigestTakesThePlaceOfTheTag() {
        var digest = "sha256:" + "0".repeat(63) + "1";

        assertThat(deployment("image.digest=" + digest)
                        .at("/spec/template/spec/containers/0/image")
                        .asString())
                .isEqualTo("ghcr.io/llm-d/workload-variant-autoscaler@" + digest);
    }

    @Test
    void aCertificateOfAnIssuerIsAskedForMountedAndVerified() {
        var chart = rendered("--set", "certificates.mode=cert-manager,certificates.issuer.name=ca");
        var service = "workload-variant-autoscaler-controller-manager-metrics-service";
        var monitor = chart.get("ServiceMonitor workload-variant-autoscaler-controller-manager-metrics-monitor");

        var host = Manifest.list(chart.get("Certificate " + service).at("/spec/dnsNames"))
                .get(0);

        assertThat(host).isEqualTo(service + "." + SYSTEM + ".svc");
        assertThat(monitor.at("/spec/endpoints/0/tlsConfig/serverName").asString())
                .isEqualTo(host);
        assertThat(monitor.at("/spec/endpoints/0/tlsConfig").has("insecureSkipVerify"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image.tag=v1,image.digest=sha256:%s | image.tag and image.digest: give one of them",
                "prometheus.url=http://p:9090 | set prometheus.plainHttp to true",
                "prometheus.plainHttp=true | prometheus.plainHttp is true, but prometheus.url is https://",
                "prometheus.url=http://p,prometheus.plainHttp=true,prometheus.ca.secret=s | has no certificates",
                "prometheus.ca.configMap=a,prometheus.ca.secret=b | give one of them",
                "prometheus.insecureSkipVerify=true,prometheus.ca.secret=b | makes prometheus.ca useless",
                "prometheus.basicAuth.username=me | needs both username and secret",
                "prometheus.token.secret=t,prometheus.basicAuth.secret=b | use one way to authenticate",
                "settings.PROMETHEUS_BASE_URL=https://p | use the values under prometheus",
                "config.controller.watchNamespaces={a} | use watch.namespaces, which gives the rights too",
                "config.leaderElection.enabled=false | each of them would lead",
                "certificates.mode=cert-manager | name certificates.issuer.name",
                "externalMetrics.caBundle=QQ== | is for certificates.mode secret",
                "config.externalMetrics.port=1 | port is 6443",
                "keda.clientCaSecret=ca | does nothing while keda.enabled is false",
                "config.keda.enabled=true | use keda.enabled, which opens the port too",
                "settings.WVA_ACTUATION=scale | set directActuation.enabled to true, which gives the right",
                "certificates.mode=own | value must be one of 'self-signed'\\, 'cert-manager'\\, 'secret'",
                "watch.namespace=llm | additional properties 'namespace' not allowed",
                "fullnameOverride=a-name-that-is-too-long-for-it | maxLength"
            })
    void whatDoesNotFitTogetherIsRefused(String values, String message) {
        var run = helm.templating(RELEASE, SYSTEM, "--set", values.formatted("0".repeat(64)));

        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains(message.replace("\\", ""));
    }

    @Test
    void theNotesPrintTheNextThreeCommands() {
        var run = helm.run("install", "wva", Helm.chart(), "--namespace", "here", "--dry-run=client");

        assertThat(run.good())
                .contains(
                        "kubectl rollout status deployment/wva-controller-manager -n here",
                        "kubectl get variantautoscalings --all-namespaces",
                        "helm test wva -n here --logs");
    }

    @Test
    void theTestAsksAsTheControllerAndIsNoPodOfItsService() {
        var pod = Manifests.parse(helm.templating(RELEASE, SYSTEM).good())
                .only(object -> object.path("kind").asString().equals("Pod"))
                .objects()
                .get(0);

        assertThat(pod.at("/metadata/annotations/helm.sh~1hook").asString()).isEqualTo("test");
        assertThat(pod.at("/spec/serviceAccountName").asString())
                .isEqualTo("workload-variant-autoscaler-controller-manager");
        assertThat(Manifest.list(pod.at("/spec/containers/0/args"))).containsExactly("doctor");
        assertThat(pod.at("/metadata/labels").has("control-plane")).isFalse();
    }

    @Test
    void theChartIsOfTheVersionOfTheImage() throws Exception {
        var chart = YAML.readTree(Files.readString(Path.of(Helm.chart(), "Chart.yaml")));

        assertThat("ghcr.io/llm-d/workload-variant-autoscaler:"
                        + chart.path("appVersion").asString())
                .isEqualTo(Manifest.find(
                                Manifest.kustomize("default"),
                                "Deployment",
                                "workload-variant-autoscaler-controller-manager")
                        .at("/spec/template/spec/containers/0/image")
                        .asString());
    }

    private static JsonNode deployment(String values) {
        return rendered("--set", values).get("Deployment workload-variant-autoscaler-controller-manager");
    }

    /** By kind and name; hooks are left out. */
    private static Map<String, JsonNode> rendered(String... values) {
        Map<String, JsonNode> found = new TreeMap<>();
        helm.template(RELEASE, SYSTEM, values).objects().stream()
                .filter(object -> !object.at("/metadata/annotations").has("helm.sh/hook"))
                .forEach(object -> found.put(key(object), object));
        return found;
    }

    private static String key(JsonNode object) {
        return object.path("kind").asString() + " "
                + object.at("/metadata/name").asString();
    }

    private static Configuration configuration(Map<String, JsonNode> chart) {
        var text = chart.get("ConfigMap workload-variant-autoscaler-configuration")
                .at("/data/wva.json")
                .asString();
        return ((ConfigurationReader.Ok) ConfigurationReader.read(text)).configuration();
    }

    /** Every object, but the namespace, which {@code helm --create-namespace} makes. */
    private static void assertSame(Map<String, JsonNode> chart, List<Manifest> kustomized) {
        Map<String, JsonNode> wanted = new TreeMap<>();
        kustomized.stream()
                .filter(manifest -> !manifest.kind().equals("Namespace"))
                .forEach(manifest -> wanted.put(key(manifest.root()), comparable(manifest.root())));
        Map<String, JsonNode> found = new TreeMap<>();
        chart.forEach((key, object) -> found.put(key, comparable(object)));

        assertThat(found.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((key, object) -> assertThat(found.get(key)).as(key).hasToString(object.toString()));
    }

    /** Without what helm adds, with what is text in a ConfigMap read, and in the order of the keys. */
    private static JsonNode comparable(JsonNode object) {
        var copy = (ObjectNode) object.deepCopy();
        var metadata = (ObjectNode) copy.get("metadata");
        if (metadata.get("labels") instanceof ObjectNode labels) {
            labels.remove(OF_HELM);
            if (labels.isEmpty()) {
                metadata.remove("labels");
            }
        }
        if (metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove("helm.sh/resource-policy");
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
        if (copy.at("/spec/template/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove("wva.llmd.ai/configuration");
        }
        if (copy.path("kind").asString().equals("ConfigMap") && copy.get("data") instanceof ObjectNode data) {
            data.propertyNames().stream()
                    .toList()
                    .forEach(key -> data.set(key, YAML.readTree(data.get(key).asString())));
        }
        return sorted(copy);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var result = YAML.createObjectNode();
            object.propertyNames().stream().sorted().forEach(key -> result.set(key, sorted(object.get(key))));
            return result;
        }
        if (node.isArray()) {
            var result = YAML.createArrayNode();
            node.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return node;
    }
}
