package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lease that loses its holder when it is released. The client's own update is a merge patch without nulls, which
 * leaves the holder in place, and the API server does not take an empty one.
 */
final class ReleasableLease extends LeaseLock {
    private static final Logger LOG = LoggerFactory.getLogger(ReleasableLease.class);
    private static final String HOLDER = "/spec/holderIdentity";

    private final String namespace;
    private final String name;

    ReleasableLease(String namespace, String name, String identity) {
        super(namespace, name, identity);
        this.namespace = namespace;
        this.name = name;
    }

    @Override
    public synchronized void update(KubernetesClient client, LeaderElectionRecord record) {
        if (record.getHolderIdentity() == null) {
            release(client);
        } else {
            super.update(client, record);
        }
    }

    private void release(KubernetesClient client) {
        var patch = client.getKubernetesSerialization()
                .asJson(List.of(
                        Map.of("op", "test", "path", HOLDER, "value", identity()),
                        Map.of("op", "remove", "path", HOLDER)));
        try {
            client.leases().inNamespace(namespace).withName(name).patch(PatchContext.of(PatchType.JSON), patch);
        } catch (KubernetesClientException e) {
            if (e.getCode() != 422) {
                throw e;
            }
            LOG.atDebug().addKeyValue("lease", describe()).log("another holder already has the lease");
        }
    }
}
