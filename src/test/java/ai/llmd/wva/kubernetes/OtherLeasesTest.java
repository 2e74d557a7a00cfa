package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.model.ControllerName;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When another controller counts as gone, by what the API server answers about its Lease. */
@EnableKubernetesMockClient
class OtherLeasesTest {
    private static final ControllerName A = new ControllerName("wva-a", "wva");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String PATH = "/apis/coordination.k8s.io/v1/namespaces/wva-a/leases/wva";

    private final SettableClock clock = new SettableClock(NOW);
    private KubernetesMockServer server;
    private KubernetesClient client;

    private Set<ControllerName> look(OtherLeases leases, int code, Object answer) {
        server.expect().get().withPath(PATH).andReturn(code, answer).once();
        return leases.gone(Set.of(A));
    }

    private static Object lease(String holder, Instant renewed) {
        return new LeaseBuilder()
                .withNewMetadata()
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(15)
                .withRenewTime(renewed.atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
    }

    private static Object refusal(int code) {
        return new StatusBuilder().withCode(code).build();
    }

    @Test
    void oneWithoutALeaderIsGoneOnceARestartWouldBeOver() {
        var leases = new OtherLeases(client, clock);

        assertThat(look(leases, HttpURLConnection.HTTP_OK, lease("", NOW))).isEmpty();
        clock.advance(OtherLeases.PATIENCE.minusSeconds(1));
        assertThat(look(leases, HttpURLConnection.HTTP_NOT_FOUND, refusal(404))).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(look(leases, HttpURLConnection.HTTP_NOT_FOUND, refusal(404))).containsExactly(A);
    }

    @Test
    void aLeaseThatIsNotRenewedExpiresWhateverTheClockOfItsHolderSays() {
        for (var ahead : List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1))) {
            var leases = new OtherLeases(client, clock);
            var renewed = clock.instant().plus(ahead);
            look(leases, HttpURLConnection.HTTP_OK, lease("pod", renewed));
            clock.advance(Duration.ofSeconds(16));
            assertThat(look(leases, HttpURLConnection.HTTP_OK, lease("pod", renewed)))
                    .as("not yet for longer than a restart takes")
                    .isEmpty();
            clock.advance(OtherLeases.PATIENCE);
            assertThat(look(leases, HttpURLConnection.HTTP_OK, lease("pod", renewed)))
                    .containsExactly(A);
            assertThat(look(leases, HttpURLConnection.HTTP_OK, lease("pod", renewed.plusSeconds(1))))
                    .as("renewed")
                    .isEmpty();
        }
    }

    @Test
    void oneThatCameBackIsThere() {
        var leases = new OtherLeases(client, clock);
        look(leases, HttpURLConnection.HTTP_NOT_FOUND, refusal(404));
        clock.advance(OtherLeases.PATIENCE);

        assertThat(look(leases, HttpURLConnection.HTTP_OK, lease("pod", clock.instant())))
                .isEmpty();
        assertThat(look(leases, HttpURLConnection.HTTP_NOT_FOUND, refusal(404)))
                .as("counted from now")
                .isEmpty();
    }

    @Test
    void whatMayNotBeReadTellsNothing() {
        var leases = new OtherLeases(client, clock);
        look(leases, HttpURLConnection.HTTP_FORBIDDEN, refusal(403));
        clock.advance(OtherLeases.PATIENCE);

        assertThat(look(leases, HttpURLConnection.HTTP_FORBIDDEN, refusal(403))).isEmpty();
        assertThat(leases.gone(Set.of())).isEmpty();
    }
}
