package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Candidates for one Lease on a real API server. */
class LeaderElectionIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LEASE = "wva-leader";

    private final Cluster cluster = Cluster.create("election");
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<LeaderElection> running = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (var election : List.copyOf(running)) {
            stop(election);
        }
    }

    @Test
    void theSecondLeadsWhenTheFirstStops() throws Exception {
        var first = start("first", cluster.client());
        await().atMost(SOON).until(() -> heard.contains("first leads"));
        assertThat(first.isLeader()).isTrue();
        assertThat(holder()).isEqualTo("first");

        var second = start("second", cluster.client());
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> !second.isLeader());
        assertThat(heard).containsExactly("first leads");

        stop(first);
        assertThat(first.isLeader()).isFalse();
        assertThat(holder()).isNotEqualTo("first");
        await().atMost(SOON).until(() -> heard.contains("second leads"));
        assertThat(second.isLeader()).isTrue();
        assertThat(heard).containsExactly("first leads", "first stops", "second leads");
    }

    @Test
    void releasesTheLeaseAndSaysSoOnce() throws Exception {
        var only = start("only", cluster.client());
        await().atMost(SOON).until(() -> heard.contains("only leads"));

        stop(only);

        assertThat(holder()).isNullOrEmpty();
        assertThat(heard).containsExactly("only leads", "only stops");
    }

    @Test
    void whoLosesTheLeaseStandsAgain() {
        var candidate = start("candidate", cluster.client());
        await().atMost(SOON).until(() -> heard.contains("candidate leads"));

        // Another process takes it, and never renews.
        cluster.client()
                .leases()
                .inNamespace(cluster.namespace())
                .withName(LEASE)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"holderIdentity\":\"intruder\"}}");

        await().atMost(SOON).until(() -> heard.contains("candidate stops"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(heard).containsExactly("candidate leads", "candidate stops", "candidate leads"));
        assertThat(candidate.isLeader()).isTrue();
    }

    @Test
    void withoutTheRightNobodyLeads() {
        var config = cluster.plane().configFor(cluster.namespace(), "default");
        try (var stranger = new KubernetesClientBuilder().withConfig(config).build()) {
            var candidate = start("stranger", stranger);

            await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> !candidate.isLeader());
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void theTimesMustBeInOrder() {
        assertThatThrownBy(() -> new LeaderElection.Options(
                        "wva", LEASE, "us", Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(2)))
                .hasMessageContaining("renewDeadline < leaseDuration");
    }

    private LeaderElection start(String identity, KubernetesClient client) {
        var election = new LeaderElection(
                client,
                new LeaderElection.Options(
                        cluster.namespace(),
                        LEASE,
                        identity,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(8),
                        Duration.ofMillis(300)),
                new LeaderElection.Listener() {
                    @Override
                    public void onStartLeading() {
                        heard.add(identity + " leads");
                    }

                    @Override
                    public void onStopLeading() {
                        heard.add(identity + " stops");
                    }
                });
        running.add(election);
        election.start().toCompletableFuture().join();
        return election;
    }

    private void stop(LeaderElection election) throws Exception {
        running.remove(election);
        election.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private String holder() {
        Lease lease = cluster.client()
                .leases()
                .inNamespace(cluster.namespace())
                .withName(LEASE)
                .get();
        return lease.getSpec().getHolderIdentity();
    }
}
