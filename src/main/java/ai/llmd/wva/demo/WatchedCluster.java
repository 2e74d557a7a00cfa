package ai.llmd.wva.demo;

import ai.llmd.wva.kubernetes.ClusterSnapshot;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.verticle.WatchVerticle;
import java.util.concurrent.CompletionStage;

/** The caches as the watching verticle wants them. */
record WatchedCluster(ClusterWatch watch) implements WatchVerticle.Source {
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
