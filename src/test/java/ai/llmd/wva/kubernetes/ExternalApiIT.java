package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.llmd.wva.fixture.AggregatedApi;
import ai.llmd.wva.fixture.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the real API server says of an API that nobody serves, and of one whose server is not there. */
class ExternalApiIT {
    private final ControlPlane plane = ControlPlane.shared();
    private final String namespace = plane.createNamespace("external-api");

    private ExternalApi read() {
        return ExternalApi.read(plane.admin(), Stream.empty());
    }

    @Test
    void oneWithoutAServerIsUnavailableForTheReasonThatUsersSee() throws IOException {
        assertThat(read().state()).isEqualTo(ExternalApi.State.ABSENT);
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        try (var api = AggregatedApi.register(plane, namespace, "dead", nobody, "external.metrics.k8s.io", "v1beta1")) {
            assertThat(api).isNotNull();
            await().atMost(Duration.ofSeconds(30)).until(() -> read().state() == ExternalApi.State.UNAVAILABLE);
            assertThat(read().holder()).contains(namespace + "/dead");
            assertThat(read().message()).startsWith("FailedDiscoveryCheck: ").contains("connection refused");
        }
    }

    @Test
    void whoMayNotLookIsToldSo() {
        try (var client = new KubernetesClientBuilder()
                .withConfig(plane.configFor(namespace, "default"))
                .build()) {
            var api = ExternalApi.read(client, Stream.empty());
            assertThat(api.state()).isEqualTo(ExternalApi.State.UNKNOWN);
            assertThat(api.message()).contains("forbidden");
        }
    }
}
