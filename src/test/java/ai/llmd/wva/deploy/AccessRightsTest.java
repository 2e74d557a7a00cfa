package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.page.http.PageAccess;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The rights of the installation: enough for the job, and nothing more. */
class AccessRightsTest {
    private static final Set<String> READ = Set.of("list", "watch");

    private final List<Manifest> installed = Manifest.kustomize("default");

    @Test
    void noRoleUsesAWildcardOrReadsSecrets() {
        assertThat(installed)
                .filteredOn(manifest -> manifest.kind().endsWith("Role"))
                .isNotEmpty()
                .allSatisfy(role -> assertThat(role.at("/rules")).allSatisfy(rule -> {
                    for (var part : List.of("apiGroups", "resources", "verbs", "nonResourceURLs")) {
                        assertThat(Manifest.list(rule.path(part))).doesNotContain("*", "secrets");
                    }
                }));
    }

    @Test
    void theControllerWritesOnlyStatusEventsAndReviews() {
        var written = new TreeSet<String>();
        for (var rule : controllerRole().at("/rules")) {
            if (!READ.containsAll(Manifest.list(rule.path("verbs")))
                    && !Manifest.list(rule.path("verbs")).equals(List.of("get"))) {
                written.addAll(Manifest.list(rule.path("resources")));
            }
        }

        assertThat(written)
                .containsExactly("events", "subjectaccessreviews", "tokenreviews", "variantautoscalings/status");
    }

    @Test
    void theControllerReadsItsResourceTargetsPodsAndAutoscalers() {
        for (var resource :
                List.of("variantautoscalings", "deployments", "statefulsets", "pods", "horizontalpodautoscalers")) {
            assertThat(verbs(controllerRole(), resource)).as(resource).containsExactlyInAnyOrderElementsOf(READ);
        }
    }

    @Test
    void theControllerHasNoRightThatItDoesNotUse() {
        assertThat(verbs(controllerRole(), "variantautoscalings/status")).containsExactly("patch");
        assertThat(verbs(controllerRole(), "deployments/scale")).isEmpty();
        assertThat(verbs(controllerRole(), "statefulsets/scale")).isEmpty();
        assertThat(verbs(controllerRole(), "events")).containsExactly("create");
    }

    @Test
    void nodesAreReadOnlyWhereCapacityComesFromThem() {
        var component = Manifest.kustomize("capacity-from-nodes");
        var role = Manifest.find(component, "ClusterRole", "workload-variant-autoscaler-nodes");
        var binding = Manifest.find(component, "ClusterRoleBinding", "workload-variant-autoscaler-nodes");
        var standard = Manifest.find(installed, "ClusterRoleBinding", "workload-variant-autoscaler-controller");

        assertThat(verbs(controllerRole(), "nodes")).isEmpty();
        assertThat(role.at("/rules").size()).isEqualTo(1);
        assertThat(Manifest.list(role.at("/rules/0/resources"))).containsExactly("nodes");
        assertThat(verbs(role, "nodes")).containsExactlyInAnyOrderElementsOf(READ);
        assertThat(binding.at("/roleRef/name").asString()).isEqualTo(role.name());
        assertThat(binding.at("/subjects")).isEqualTo(standard.at("/subjects"));
    }

    @Test
    void targetsAreScaledOnlyWithTheComponent() {
        var component = Manifest.kustomize("direct-actuation");
        var role = Manifest.find(component, "ClusterRole", "workload-variant-autoscaler-direct-actuation");
        var binding = Manifest.find(component, "ClusterRoleBinding", "workload-variant-autoscaler-direct-actuation");
        var standard = Manifest.find(installed, "ClusterRoleBinding", "workload-variant-autoscaler-controller");
        var overlay = Manifest.only("samples/direct-actuation/kustomization.yaml");

        assertThat(role.at("/rules"))
                .allSatisfy(rule -> assertThat(Manifest.list(rule.path("resources")))
                        .allMatch(resource -> resource.endsWith("/scale")));
        assertThat(verbs(role, "deployments/scale")).containsExactly("get", "update");
        assertThat(verbs(role, "statefulsets/scale")).containsExactly("get", "update");
        assertThat(verbs(role, "leaderworkersets/scale")).containsExactly("get", "update");
        assertThat(binding.at("/roleRef/name").asString()).isEqualTo(role.name());
        assertThat(binding.at("/subjects")).isEqualTo(standard.at("/subjects"));
        assertThat(Manifest.list(overlay.at("/resources"))).containsExactly("../../default");
        assertThat(Manifest.list(overlay.at("/components"))).containsExactly("../../direct-actuation");
    }

    @Test
    void leaderWorkerSetsAreReadOnlyWithTheComponent() {
        var component = Manifest.kustomize("leaderworkerset");
        var role = Manifest.find(component, "ClusterRole", "workload-variant-autoscaler-leaderworkerset");
        var binding = Manifest.find(component, "ClusterRoleBinding", "workload-variant-autoscaler-leaderworkerset");
        var standard = Manifest.find(installed, "ClusterRoleBinding", "workload-variant-autoscaler-controller");

        assertThat(verbs(controllerRole(), "leaderworkersets")).isEmpty();
        assertThat(verbs(role, "leaderworkersets")).containsExactlyInAnyOrderElementsOf(READ);
        assertThat(binding.at("/roleRef/name").asString()).isEqualTo(role.name());
        assertThat(binding.at("/subjects")).isEqualTo(standard.at("/subjects"));
    }

    @Test
    void configMapsAreReadInTheControllersNamespaceOnly() {
        var role = Manifest.find(installed, "Role", "workload-variant-autoscaler-configuration");

        assertThat(verbs(controllerRole(), "configmaps")).isEmpty();
        assertThat(verbs(role, "configmaps")).containsExactlyInAnyOrderElementsOf(READ);
        assertThat(role.namespace()).isEqualTo("workload-variant-autoscaler-system");
    }

    @Test
    void onlyTheControllersOwnLeaseCanBeChanged() {
        var role = Manifest.find(installed, "Role", "workload-variant-autoscaler-leader-election");

        assertThat(role.at("/rules")).allSatisfy(rule -> {
            if (rule.has("resourceNames")) {
                assertThat(Manifest.list(rule.path("resourceNames"))).containsExactly("workload-variant-autoscaler");
            } else {
                assertThat(Manifest.list(rule.path("verbs"))).containsExactly("create");
            }
        });
        assertThat(verbs(role, "leases")).containsExactlyInAnyOrder("create", "get", "patch");
    }

    @Test
    void ofLeasesElsewhereOnlyTheControllersAreRead() {
        var lease = controllerRole()
                .at("/rules")
                .valueStream()
                .filter(rule -> Manifest.list(rule.path("resources")).contains("leases"))
                .toList();

        assertThat(lease).hasSize(1);
        assertThat(Manifest.list(lease.get(0).path("verbs"))).containsExactly("get");
        assertThat(Manifest.list(lease.get(0).path("resourceNames"))).containsExactly("workload-variant-autoscaler");
    }

    @Test
    void everyBindingNamesARoleOfTheInstallation() {
        assertThat(installed)
                .filteredOn(manifest -> manifest.kind().endsWith("Binding"))
                .hasSize(4)
                .allSatisfy(binding -> {
                    var role = Manifest.find(
                            installed,
                            binding.at("/roleRef/kind").asString(),
                            binding.at("/roleRef/name").asString());
                    assertThat(role.namespace()).isEqualTo(binding.namespace());
                    assertThat(binding.at("/subjects").size()).isEqualTo(1);
                });
    }

    @Test
    void prometheusMayReadMetricsAndNothingElse() {
        var binding =
                Manifest.find(installed, "ClusterRoleBinding", "workload-variant-autoscaler-prometheus-metrics-reader");
        var role = Manifest.find(installed, "ClusterRole", "workload-variant-autoscaler-metrics-reader");

        assertThat(Manifest.strings(binding.at("/subjects/0")))
                .containsEntry("kind", "ServiceAccount")
                .containsEntry("name", "kube-prometheus-stack-prometheus")
                .containsEntry("namespace", "workload-variant-autoscaler-monitoring");
        assertThat(binding.at("/roleRef/name").asString()).isEqualTo(role.name());
        assertThat(role.at("/rules").size()).isEqualTo(1);
        assertThat(Manifest.list(role.at("/rules/0/nonResourceURLs"))).containsExactly("/metrics");
        assertThat(Manifest.list(role.at("/rules/0/verbs"))).containsExactly("get");
    }

    @Test
    void thePageNeedsARightThatNobodyHasUnasked() {
        var role = Manifest.find(installed, "ClusterRole", "workload-variant-autoscaler-page-reader");

        assertThat(role.at("/rules").size()).isEqualTo(1);
        assertThat(Manifest.list(role.at("/rules/0/nonResourceURLs"))).containsExactly(PageAccess.RIGHT);
        assertThat(Manifest.list(role.at("/rules/0/verbs"))).containsExactly("get", "post");
        assertThat(PageAccess.RIGHT)
                .as("system:discovery grants every user get on /api/*")
                .doesNotStartWith("/api");
        assertThat(installed)
                .filteredOn(manifest -> manifest.kind().endsWith("Binding"))
                .allSatisfy(binding ->
                        assertThat(binding.at("/roleRef/name").asString()).isNotEqualTo(role.name()));
    }

    @Test
    void peopleGetTheirRightsThroughTheClustersOwnRoles() {
        for (var role : List.of("admin:admin", "editor:edit", "viewer:view")) {
            var parts = role.split(":", -1);
            var found = Manifest.find(
                    installed, "ClusterRole", "workload-variant-autoscaler-variantautoscaling-" + parts[0]);
            assertThat(found.strings("/metadata/labels"))
                    .containsEntry("rbac.authorization.k8s.io/aggregate-to-" + parts[1], "true");
        }
        var viewer = Manifest.find(installed, "ClusterRole", "workload-variant-autoscaler-variantautoscaling-viewer");
        assertThat(verbs(viewer, "variantautoscalings")).containsExactlyInAnyOrder("get", "list", "watch");
    }

    private Manifest controllerRole() {
        return Manifest.find(installed, "ClusterRole", "workload-variant-autoscaler-controller");
    }

    private static List<String> verbs(Manifest role, String resource) {
        return StreamSupport.stream(role.at("/rules").spliterator(), false)
                .filter((JsonNode rule) -> Manifest.list(rule.path("resources")).contains(resource))
                .flatMap(rule -> Manifest.list(rule.path("verbs")).stream())
                .toList();
    }
}
