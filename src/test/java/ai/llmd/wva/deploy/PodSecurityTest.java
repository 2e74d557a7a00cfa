package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pod of the manifests keeps to the "restricted" level of the Pod Security Standards, and to a read-only root.
 */
class PodSecurityTest {
    private static final Set<String> RESTRICTED_VOLUMES = Set.of(
            "configMap", "secret", "emptyDir", "projected", "downwardAPI", "csi", "ephemeral", "persistentVolumeClaim");

    static Stream<Manifest> deployments() {
        return Manifest.all().stream().filter(Manifest.kindIs("Deployment"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void runsAsAUserWithoutRights(Manifest deployment) {
        var pod = deployment.at("/spec/template/spec");

        assertThat(pod.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").intValue()).isEqualTo(65532);
        assertThat(pod.at("/securityContext/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        for (var share : Set.of("hostNetwork", "hostPID", "hostIPC")) {
            assertThat(pod.has(share)).as(share).isFalse();
        }
        for (var container : pod.path("containers")) {
            var security = container.path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").booleanValue(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").booleanValue(false))
                    .isTrue();
            assertThat(security.path("privileged").booleanValue(false)).isFalse();
            assertThat(Manifest.list(security.at("/capabilities/drop"))).containsExactly("ALL");
            assertThat(security.at("/capabilities").has("add")).isFalse();
            container.path("ports").forEach(port -> {
                assertThat(port.has("hostPort")).isFalse();
                // a user without capabilities cannot listen below 1024 everywhere
                assertThat(port.path("containerPort").intValue()).isGreaterThanOrEqualTo(1024);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void mountsOnlyAllowedVolumesAndASmallTemporaryFolder(Manifest deployment) {
        var pod = deployment.at("/spec/template/spec");

        for (var volume : pod.path("volumes")) {
            assertThat(volume.propertyNames())
                    .filteredOn(name -> !name.equals("name"))
                    .isSubsetOf(RESTRICTED_VOLUMES);
            assertThat(volume.path("emptyDir").isMissingNode()
                            || volume.at("/emptyDir").has("sizeLimit"))
                    .as("an emptyDir has a limit")
                    .isTrue();
        }
        assertThat(pod.at("/containers/0/volumeMounts/0/mountPath").asString()).isEqualTo("/tmp");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void asksForMemoryAndIsLimited(Manifest deployment) {
        var resources = deployment.at("/spec/template/spec/containers/0/resources");

        assertThat(resources.at("/requests").has("cpu")).isTrue();
        assertThat(resources.at("/requests").has("memory")).isTrue();
        assertThat(resources.at("/limits").has("memory")).isTrue();
    }
}
