package ai.llmd.wva.demo;

import io.fabric8.kubernetes.client.KubernetesClient;

/** The demo's stand-in for an API server, with the samples in it, for tests of other rooms. */
public final class SampleCluster implements AutoCloseable {
    private final Cluster cluster = Cluster.start(text -> text);

    public KubernetesClient client() {
        return cluster.client();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
