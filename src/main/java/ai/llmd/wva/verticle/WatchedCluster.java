package ai.llmd.wva.verticle;

import ai.llmd.wva.declaration.ClusterSnapshot;
import ai.llmd.wva.kubernetes.ClusterWatch;
import java.util.concurrent.CompletionStage;

/** The caches as the watching verticle wants them. */
public record WatchedCluster(ClusterWatch watch) implements WatchVerticle.Source {
    @Override
    public CompletionStage<Void> start() {
        return watch.start();
    }

    @Override
    public void onChange(Runnable listener) {
        watch.onChange(listener);
    }

    @Override
    public ClusterSnapshot snapshot() {
        return watch.snapshot();
    }

    @Override
    public void close() {
        watch.close();
    }
}
