package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.kubernetes.MetricsAccess.Access;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may read the metrics, as a real API server decides. */
class MetricsAccessIT {
    private static final MetricsAccess.Options OPTIONS =
            new MetricsAccess.Options("/metrics", Duration.ofSeconds(60), Duration.ofSeconds(10), 2);
    private static Cluster cluster;
    private static String role;

    private final SettableClock clock = new SettableClock(Samples.NOW);
    private final MetricsAccess access = new MetricsAccess(cluster.client(), OPTIONS, clock);

    @BeforeAll
    static void start() {
        cluster = Cluster.create("access");
        role = "metrics-reader-" + cluster.namespace();
        cluster.client()
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(role)
                        .endMetadata()
                        .addNewRule()
                        .withNonResourceURLs("/metrics")
                        .withVerbs("get")
                        .endRule()
                        .build())
                .create();
    }

    @Test
    void grantsWhoMayGetThePath() {
        var token = account("reader");
        bind("reader");

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> {
            clock.advance(OPTIONS.refusedFor());
            return access.check(token) == Access.GRANTED;
        });
    }

    @Test
    void refusesStrangersAndUsersWithoutTheRight() {
        assertThat(access.check("not-a-token")).isEqualTo(Access.UNAUTHENTICATED);
        assertThat(access.check(" ")).isEqualTo(Access.UNAUTHENTICATED);
        assertThat(access.check(account("nobody"))).isEqualTo(Access.FORBIDDEN);
    }

    @Test
    void remembersARefusalForAShortTime() {
        var token = account("late");
        assertThat(access.check(token)).isEqualTo(Access.FORBIDDEN);
        bind("late");
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> new MetricsAccess(cluster.client(), OPTIONS, clock).check(token) == Access.GRANTED);

        clock.advance(Duration.ofSeconds(9));
        assertThat(access.check(token)).isEqualTo(Access.FORBIDDEN);
        clock.advance(Duration.ofSeconds(1));
        assertThat(access.check(token)).isEqualTo(Access.GRANTED);
    }

    @Test
    void forgetsTheOldestTokenWhenFull() {
        var token = account("crowded");
        assertThat(access.check(token)).isEqualTo(Access.FORBIDDEN);
        bind("crowded");
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> new MetricsAccess(cluster.client(), OPTIONS, clock).check(token) == Access.GRANTED);
        assertThat(access.check(token)).isEqualTo(Access.FORBIDDEN);

        access.check("one");
        access.check("two");

        assertThat(access.check(token)).isEqualTo(Access.GRANTED);
    }

    @Test
    void nobodyMayWhileTheApiServerDoesNotAnswer() {
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:1")
                .withRequestRetryBackoffLimit(0)
                .build();
        try (var client = new KubernetesClientBuilder().withConfig(nowhere).build()) {
            assertThat(new MetricsAccess(client, OPTIONS, clock).check("token")).isEqualTo(Access.UNAVAILABLE);
        }
    }

    @Test
    void nobodyMayWhileWeMayNotAsk() {
        var config = cluster.plane().configFor(cluster.namespace(), "default");
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(new MetricsAccess(client, OPTIONS, clock).check("token")).isEqualTo(Access.UNAVAILABLE);
        }
    }

    private static String account(String name) {
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return cluster.plane().token(cluster.namespace(), name);
    }

    private static void bind(String account) {
        cluster.client()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(role + "-" + account)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(account)
                        .withNamespace(cluster.namespace())
                        .endSubject()
                        .build())
                .create();
    }
}
