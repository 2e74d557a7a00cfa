package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.LogLines;
import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SilentServerTest {
    private static final ApiServerAddress ADDRESS =
            new ApiServerAddress("https://10.0.0.1:443/", "kubeconfig /root/.kube/config");
    private final Throwable refused =
            new KubernetesClientException("An error has occurred.", new IOException("Connection refused"));

    @RegisterExtension
    final LogLines lines = new LogLines(SilentServer.class.getName(), Level.WARN);

    private final AtomicLong nanos = new AtomicLong();
    private final SilentServer server = new SilentServer(ADDRESS, nanos::get);

    @Test
    void oneLineForAllKindsNamesTheAddressAndWhoConfiguredIt() {
        for (var plural : List.of("pods", "deployments.apps", "configmaps")) {
            assertThat(new WatchFailures(plural, server, nanos::get).retry(false, refused))
                    .isTrue();
        }

        assertThat(lines.texts())
                .containsExactly("WARN the API server at https://10.0.0.1:443/ (kubeconfig /root/.kube/config) does not"
                        + " answer; trying again, told again in 10 s");
    }

    @Test
    void itIsToldAtGrowingDistances() {
        failFor(Duration.ofHours(1));

        // after 0, 10, 30, 70, 150, 310, 630, 1,230, 1,830, 2,430 and 3,030 s
        assertThat(lines.texts()).hasSize(11).last().asString().endsWith("told again in 600 s");
    }

    @Test
    void afterAnAnswerItIsToldAtOnceAgain() {
        failFor(Duration.ofMinutes(5));
        var before = lines.texts().size();
        nanos.addAndGet(Duration.ofMinutes(3).toNanos());
        server.failed(refused);

        assertThat(lines.texts()).hasSize(before + 1).last().asString().endsWith("told again in 10 s");
    }

    @Test
    void aKubeconfigIsNamed(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("config"), """
            apiVersion: v1
            kind: Config
            clusters: [{name: a, cluster: {server: "https://127.0.0.1:6443"}}]
            contexts: [{name: a, context: {cluster: a, user: a}}]
            users: [{name: a, user: {token: x}}]
            current-context: a
            """);
        var config = new ConfigBuilder(Config.fromKubeconfig(file.toFile())).build();

        assertThat(ApiServerAddress.of(config, Map.of()))
                .isEqualTo(new ApiServerAddress("https://127.0.0.1:6443/", "kubeconfig " + file));
    }

    @Test
    void aPodIsToldFromNoConfigurationAtAll() {
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://10.96.0.1:443/")
                .build();

        assertThat(ApiServerAddress.of(config, Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1"))
                        .origin())
                .isEqualTo("the pod's own, KUBERNETES_SERVICE_HOST");
        assertThat(ApiServerAddress.of(config, Map.of()).origin()).contains("no KUBECONFIG and no ~/.kube/config");
    }

    private void failFor(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            server.failed(refused);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
    }
}
