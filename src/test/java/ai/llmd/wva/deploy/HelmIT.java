package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.ControlPlaneOptions;
import ai.llmd.wva.fixture.Helm;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.MonitoringStack;
import ai.llmd.wva.kubernetes.ClusterWatch;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;

/** The chart on a control plane of its own, whose definition of VariantAutoscaling the tests take turns to own. */
class HelmIT {
    private static final String CRD = "variantautoscalings.llmd.ai";
    private static final String SYSTEM = "workload-variant-autoscaler-system";
    private static final String WHOLE = "workload-variant-autoscaler";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static ControlPlane plane;
    private static Helm helm;

    @BeforeAll
    static void start() {
        plane = ControlPlane.start(ControlPlaneOptions.defaults());
        plane.apply(MonitoringStack.manifests());
        helm = Helm.on(plane);
    }

    @AfterAll
    static void stop() {
        if (plane != null) {
            plane.close();
        }
    }

    @Test
    void installsUpgradesRollsBackAndLeavesTheResourcesOfUsers() {
        withoutDefinition();
        var namespace = plane.createNamespace("life");

        install("life", namespace, "--set", "image.tag=0.0.9,replicas=1").good();
        assertThat(image("life", namespace)).endsWith(":0.0.9");
        assertThat(deployment("life", namespace).getSpec().getReplicas()).isEqualTo(1);
        plane.apply(Manifests.file("deploy/examples/vllm-emulator/vllme-setup/vllme-variantautoscaling.yaml")
                .inNamespace(namespace));
        var definition = definition().getMetadata().getUid();

        helm.run("upgrade", "life", Helm.chart(), "-n", namespace, "--set", "certificates.mode=secret")
                .good();
        assertThat(image("life", namespace)).endsWith(":0.1.0");
        assertThat(deployment("life", namespace).getSpec().getReplicas()).isEqualTo(2);

        helm.run("rollback", "life", "1", "-n", namespace).good();
        assertThat(image("life", namespace)).endsWith(":0.0.9");
        assertThat(deployment("life", namespace).getSpec().getReplicas()).isEqualTo(1);

        helm.run("uninstall", "life", "-n", namespace).good();
        await().atMost(LIMIT).until(() -> deployment("life", namespace) == null);
        assertThat(plane.admin()
                        .rbac()
                        .clusterRoles()
                        .withName("life-controller")
                        .get())
                .isNull();
        assertThat(definition().getMetadata().getUid()).isEqualTo(definition);
        assertThat(plane.table("/apis/llmd.ai/v1alpha1/namespaces/" + namespace + "/variantautoscalings")
                        .cell("vllme-deployment", "MODEL"))
                .isEqualTo("default/default");

        // what was kept is taken up again by a release of the same name
        install("life", namespace).good();
        helm.run("uninstall", "life", "-n", namespace).good();
    }

    @Test
    void aDefinitionThatKubectlInstalledIsAdoptedAndUpgraded() {
        withoutDefinition();
        var namespace = plane.createNamespace("adopt");
        plane.apply(olderDefinition());
        assertThat(columns()).doesNotContain("Age");

        var refused = install("adopt", namespace);
        assertThat(refused.status()).isNotZero();
        assertThat(refused.err()).contains(CRD, "cannot be imported", "app.kubernetes.io/managed-by");

        mark("adopt", namespace);
        install("adopt", namespace, "--force-conflicts").good();

        assertThat(columns()).contains("Age");
        helm.run("uninstall", "adopt", "-n", namespace).good();
    }

    @Test
    void anInstallationByKustomizeIsTakenOverWithoutANewPod() {
        withoutDefinition();
        plane.apply(Manifests.kustomization("deploy/default"));
        var before = deployment(WHOLE, SYSTEM);

        install(WHOLE, SYSTEM, "--take-ownership", "--force-conflicts").good();

        var after = deployment(WHOLE, SYSTEM);
        assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
        assertThat(after.getSpec()).isEqualTo(before.getSpec());
        helm.run("uninstall", WHOLE, "-n", SYSTEM).good();
    }

    @Test
    void whatWasChangedByHandIsNotOverwrittenUnlessTold() {
        withoutDefinition();
        var namespace = plane.createNamespace("hand");
        install("hand", namespace).good();
        var settings = plane.admin().configMaps().inNamespace(namespace).withName(ConfigMapNames.SETTINGS);
        settings.edit(map -> {
            map.getData().put("GLOBAL_OPT_INTERVAL", "30s");
            return map;
        });

        var refused = helm.run("upgrade", "hand", Helm.chart(), "-n", namespace);
        assertThat(refused.status()).isNotZero();
        assertThat(refused.err()).contains("conflict", "GLOBAL_OPT_INTERVAL");

        helm.run("upgrade", "hand", Helm.chart(), "-n", namespace, "--force-conflicts")
                .good();
        assertThat(settings.require().getData()).containsEntry("GLOBAL_OPT_INTERVAL", "60s");
        helm.run("uninstall", "hand", "-n", namespace).good();
    }

    @Test
    void theApiOfAnotherServiceIsTakenOnlyWhenToldAndGoneAfterwards() {
        withoutDefinition();
        var namespace = plane.createNamespace("api");
        plane.apply(Manifests.parse("""
            apiVersion: apiregistration.k8s.io/v1
            kind: APIService
            metadata: {name: v1beta1.external.metrics.k8s.io}
            spec:
              group: external.metrics.k8s.io
              version: v1beta1
              groupPriorityMinimum: 100
              versionPriority: 100
              insecureSkipTLSVerify: true
              service: {name: keda-operator-metrics-apiserver, namespace: keda, port: 443}
            """));

        var refused = install("api", namespace, "--set", "externalMetrics.enabled=true");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.err()).contains("held by the service keda/keda-operator-metrics-apiserver", "takeOver");

        install(
                        "api",
                        namespace,
                        "--set",
                        "externalMetrics.enabled=true,externalMetrics.takeOver=true",
                        "--take-ownership",
                        "--force-conflicts")
                .good();
        var registered = "/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.external.metrics.k8s.io";
        assertThat(plane.get(registered).body()).contains("\"name\":\"api-external-metrics\"");
        helm.run(
                        "upgrade",
                        "api",
                        Helm.chart(),
                        "-n",
                        namespace,
                        "--reuse-values",
                        "--set",
                        "externalMetrics.takeOver=false")
                .good();

        helm.run("uninstall", "api", "-n", namespace).good();
        assertThat(plane.get(registered).statusCode()).isEqualTo(404);
    }

    @Test
    void withNamespacesTheRightsAreEnoughThereAndNowhereElse() {
        withoutDefinition();
        var namespace = plane.createNamespace("narrow");
        var watched = plane.createNamespace("watched");
        install("narrow", namespace, "--set", "watch.namespaces={" + watched + "}")
                .good();

        assertThat(starts(namespace, List.of(watched), Duration.ofSeconds(30))).isTrue();
        assertThat(plane.admin()
                        .rbac()
                        .clusterRoles()
                        .withName("narrow-controller")
                        .require()
                        .getRules())
                .allSatisfy(rule -> assertThat(rule.getVerbs()).containsExactly("create"));
        helm.run("uninstall", "narrow", "-n", namespace).good();
        assertThat(plane.admin().rbac().roles().inNamespace(watched).list().getItems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serviceMonitor.enabled=false,networkPolicy.enabled=false,podDisruptionBudget.enabled=false",
                "prometheus.url=http://prometheus:80,prometheus.plainHttp=true,acceleratorCapacity.A100=16",
                "prometheus.basicAuth.username=me,prometheus.basicAuth.secret=login,prometheus.ca.secret=authority",
                "rbac.create=false,runAsUser=null,certificates.mode=secret,prometheus.clientCertificate.secret=client",
                "keda.enabled=true,directActuation.enabled=true,settings.WVA_ACTUATION=both,controllerInstance=blue",
                "nodeSelector.disk=fast,priorityClassName=system-cluster-critical,podLabels.team=llm"
            })
    void theApiServerTakesWhatComesOfOtherValues(String values) {
        withoutDefinition();
        var namespace = plane.createNamespace("values");

        install("values", namespace, "--set", values, "--dry-run=server").good();
    }

    private static boolean starts(String namespace, List<String> watched, Duration limit) {
        var options = new ClusterWatch.Options(namespace, watched, ConfigMapNames.ALL);
        var config = plane.configFor(namespace, "narrow-controller-manager");
        try (var client = new KubernetesClientBuilder().withConfig(config).build();
                var watch = new ClusterWatch(client, options)) {
            assertThat(watch.start()).succeedsWithin(limit);
            return watch.synced();
        }
    }

    private static Helm.Run install(String release, String namespace, String... more) {
        var arguments = new ArrayList<>(List.of("install", release, Helm.chart(), "--namespace", namespace));
        arguments.addAll(List.of(more));
        return helm.run(arguments.toArray(String[]::new));
    }

    private static Deployment deployment(String release, String namespace) {
        return plane.admin()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(release + "-controller-manager")
                .get();
    }

    private static String image(String release, String namespace) {
        return deployment(release, namespace)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    private static CustomResourceDefinition definition() {
        return plane.admin()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(CRD)
                .require();
    }

    private static List<String> columns() {
        return definition().getSpec().getVersions().get(0).getAdditionalPrinterColumns().stream()
                .map(column -> column.getName())
                .toList();
    }

    /** As a version had it whose table lacked the last column. */
    private static Manifests olderDefinition() {
        var manifests = Manifests.kustomization("deploy/crd");
        var columns = (ArrayNode) manifests.objects().get(0).at("/spec/versions/0/additionalPrinterColumns");
        columns.remove(columns.size() - 1);
        return manifests;
    }

    /** As docs/install.md says, before a release can own it. */
    private static void mark(String release, String namespace) {
        plane.admin()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(CRD)
                .edit(definition -> {
                    definition
                            .getMetadata()
                            .setAnnotations(Map.of(
                                    "meta.helm.sh/release-name", release, "meta.helm.sh/release-namespace", namespace));
                    definition.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "Helm");
                    return definition;
                });
    }

    private static void withoutDefinition() {
        var definitions = plane.admin().apiextensions().v1().customResourceDefinitions();
        definitions.withName(CRD).delete();
        await().atMost(LIMIT).until(() -> definitions.withName(CRD).get() == null);
    }
}
