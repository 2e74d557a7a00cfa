package ai.llmd.wva.controller;

import ai.llmd.wva.kubernetes.LeaderElection;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Leadership by a Lease. */
public final class LeaseLeadership implements Leadership {
    private final KubernetesClient client;
    private final LeaderElection.Options options;
    private volatile LeaderElection election;

    public LeaseLeadership(KubernetesClient client, LeaderElection.Options options) {
        this.client = client;
        this.options = options;
    }

    @Override
    public CompletionStage<Void> start(Runnable onStart, Runnable onStop) {
        election = new LeaderElection(client, options, new LeaderElection.Listener() {
            @Override
            public void onStartLeading() {
                onStart.run();
            }

            @Override
            public void onStopLeading() {
                onStop.run();
            }
        });
        return election.start();
    }

    @Override
    public boolean isLeader() {
        var standing = election;
        return standing != null && standing.isLeader();
    }

    @Override
    public Optional<Duration> leaderSilence() {
        var standing = election;
        return standing == null ? Optional.empty() : standing.leaderSilence();
    }

    @Override
    public Optional<String> leader() {
        var standing = election;
        return standing == null ? Optional.empty() : standing.leader();
    }

    @Override
    public CompletionStage<Void> stop() {
        var standing = election;
        return standing == null ? CompletableFuture.completedFuture(null) : standing.stop();
    }
}
