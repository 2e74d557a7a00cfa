package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.fixture.MonitoringStack;
import ai.llmd.wva.kubernetes.ClusterWatch;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the installed ServiceAccounts may do: all that they need and nothing that they do not. */
class PermissionsIT {
    private static final String SYSTEM = "workload-variant-autoscaler-system";
    private static final String CONTROLLER =
            "system:serviceaccount:" + SYSTEM + ":workload-variant-autoscaler-controller-manager";
    private static final String PROMETHEUS =
            "system:serviceaccount:workload-variant-autoscaler-monitoring:kube-prometheus-stack-prometheus";
    private static ControlPlane plane;

    @BeforeAll
    static void install() {
        plane = ControlPlane.shared();
        plane.apply(MonitoringStack.manifests());
        plane.apply(Manifests.kustomization("deploy/default"));
    }

    @ParameterizedTest(name = "{0} {1}/{2}/{3} in {4}")
    @CsvSource({
        "list,   llmd.ai,               variantautoscalings,      ,       llm-d-sim",
        "watch,  llmd.ai,               variantautoscalings,      ,       llm-d-sim",
        "patch,  llmd.ai,               variantautoscalings,      status, llm-d-sim",
        "watch,  apps,                  deployments,              ,       llm-d-sim",
        "watch,  '',                    pods,                     ,       llm-d-sim",
        "watch,  '',                    configmaps,               ,       workload-variant-autoscaler-system",
        "create, events.k8s.io,         events,                   ,       llm-d-sim",
        "create, coordination.k8s.io,   leases,                   ,       workload-variant-autoscaler-system",
        "create, authentication.k8s.io, tokenreviews,             ,       ''",
        "create, authorization.k8s.io,  subjectaccessreviews,     ,       ''"
    })
    void theControllerMay(String verb, String group, String resource, String subresource, String namespace) {
        assertThat(mayController(verb, group, resource, subresource, namespace)).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}/{2}/{3} in {4}")
    @CsvSource({
        "update, llmd.ai,                   variantautoscalings, ,       llm-d-sim",
        "delete, llmd.ai,                   variantautoscalings, ,       llm-d-sim",
        "get,    llmd.ai,                   variantautoscalings, status, llm-d-sim",
        "update, llmd.ai,                   variantautoscalings, status, llm-d-sim",
        "get,    apps,                      deployments,         scale,  llm-d-sim",
        "update, apps,                      deployments,         scale,  llm-d-sim",
        "patch,  apps,                      deployments,         ,       llm-d-sim",
        "delete, '',                        pods,                ,       llm-d-sim",
        "list,   '',                        configmaps,          ,       llm-d-sim",
        "get,    '',                        secrets,             ,       workload-variant-autoscaler-system",
        "create, coordination.k8s.io,       leases,              ,       llm-d-sim",
        "create, rbac.authorization.k8s.io, clusterrolebindings, ,       ''"
    })
    void theControllerMayNot(String verb, String group, String resource, String subresource, String namespace) {
        assertThat(mayController(verb, group, resource, subresource, namespace)).isFalse();
    }

    @Test
    void theRightsAreEnoughToWatchAllThatTheControllerReads() {
        var options = new ClusterWatch.Options(SYSTEM, List.of(), ConfigMapNames.ALL);
        var config = plane.configFor(SYSTEM, "workload-variant-autoscaler-controller-manager");
        try (var client = new KubernetesClientBuilder().withConfig(config).build();
                var watch = new ClusterWatch(client, options)) {
            assertThat(watch.start()).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void nodesMayBeReadOnceTheComponentIsApplied() {
        var rights = Manifests.file("deploy/capacity-from-nodes/rights.yaml");
        assertThat(mayController("watch", "", "nodes", "", "")).isFalse();

        plane.apply(rights);
        try {
            // the API server's own caches of roles and bindings follow a moment later
            await().atMost(Duration.ofSeconds(30)).until(() -> mayController("watch", "", "nodes", "", ""));
            assertThat(mayController("list", "", "nodes", "", "")).isTrue();
            assertThat(mayController("patch", "", "nodes", "", "")).isFalse();
        } finally {
            plane.admin()
                    .rbac()
                    .clusterRoleBindings()
                    .withName("workload-variant-autoscaler-nodes")
                    .delete();
        }
    }

    @ParameterizedTest
    @CsvSource({"/metrics, true", "/logs, false"})
    void prometheusMayReadTheMetricsOnly(String path, boolean allowed) {
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(PROMETHEUS)
                .withNewNonResourceAttributes(path, "get")
                .endSpec()
                .build();

        var answer = plane.admin().authorization().v1().subjectAccessReview().create(review);

        assertThat(answer.getStatus().getAllowed()).isEqualTo(allowed);
    }

    private static boolean mayController(
            String verb, String group, String resource, String subresource, String namespace) {
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(CONTROLLER)
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(resource)
                .withSubresource(subresource)
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        return plane.admin()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }
}
