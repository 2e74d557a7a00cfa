package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.serving.auth.AccessVerdict;
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
class AccessReviewsIT {
    private static final AccessReviews.Options OPTIONS =
            new AccessReviews.Options(Duration.ofSeconds(60), Duration.ofSeconds(10), 2);
    private static final String PATH = "/metrics";
    private static Cluster cluster;
    private static String role;

    private final SettableClock clock = new SettableClock(Samples.NOW);
    private final AccessReviews access = new AccessReviews(cluster.client(), OPTIONS, clock);

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
            return access.check(token, PATH) == AccessVerdict.GRANTED;
        });
    }

    @Test
    void refusesStrangersAndUsersWithoutTheRight() {
        assertThat(access.check("not-a-token", PATH)).isEqualTo(AccessVerdict.UNAUTHENTICATED);
        assertThat(access.check(" ", PATH)).isEqualTo(AccessVerdict.UNAUTHENTICATED);
        assertThat(access.check(account("nobody"), PATH)).isEqualTo(AccessVerdict.FORBIDDEN);
    }

    @Test
    void remembersARefusalForAShortTime() {
        var token = account("late");
        assertThat(access.check(token, PATH)).isEqualTo(AccessVerdict.FORBIDDEN);
        bind("late");
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> new AccessReviews(cluster.client(), OPTIONS, clock).check(token, PATH)
                        == AccessVerdict.GRANTED);

        clock.advance(Duration.ofSeconds(9));
        assertThat(access.check(token, PATH)).isEqualTo(AccessVerdict.FORBIDDEN);
        clock.advance(Duration.ofSeconds(1));
        assertThat(access.check(token, PATH)).isEqualTo(AccessVerdict.GRANTED);
    }

    @Test
    void forgetsTheOldestTokenWhenFull() {
        var token = account("crowded");
        assertThat(access.check(token, PATH)).isEqualTo(AccessVerdict.FORBIDDEN);
        bind("crowded");
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> new AccessReviews(cluster.client(), OPTIONS, clock).check(token, PATH)
                        == AccessVerdict.GRANTED);
        assertThat(access.check(token, PATH)).isEqualTo(AccessVerdict.FORBIDDEN);

        access.check("one", PATH);
        access.check("two", PATH);

        assertThat(access.check(token, PATH)).isEqualTo(AccessVerdict.GRANTED);
    }

    @Test
    void nobodyMayWhileTheApiServerDoesNotAnswer() {
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:1")
                .withRequestRetryBackoffLimit(0)
                .build();
        try (var client = new KubernetesClientBuilder().withConfig(nowhere).build()) {
            assertThat(new AccessReviews(client, OPTIONS, clock).check("token", PATH))
                    .isEqualTo(AccessVerdict.UNAVAILABLE);
        }
    }

    @Test
    void nobodyMayWhileWeMayNotAsk() {
        var config = cluster.plane().configFor(cluster.namespace(), "default");
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(new AccessReviews(client, OPTIONS, clock).check("token", PATH))
                    .isEqualTo(AccessVerdict.UNAVAILABLE);
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
