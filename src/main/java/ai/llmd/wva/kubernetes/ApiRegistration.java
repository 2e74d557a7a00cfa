package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log to whom the API server sends the readers of external metrics: a cluster has one such API, and
 * another service may hold it. Changes nothing.
 */
public final class ApiRegistration implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRegistration.class);
    private static final String NAME = ExternalApi.NAME;

    private final KubernetesClient client;
    private final String service;
    private String told = "";

    /**
     * Does nothing yet.
     *
     * @param service ours, as {@code namespace/name}
     */
    public ApiRegistration(KubernetesClient client, String service) {
        this.client = client;
        this.service = service;
    }

    /** Looks once, and tells what is new. Blocks; for one thread at a time. */
    @Override
    public void run() {
        String holder;
        try {
            holder = holder();
        } catch (KubernetesClientException unread) {
            LOG.atDebug().addKeyValue("apiService", NAME).setCause(unread).log("cannot read the APIService");
            return;
        }
        if (holder.equals(told)) {
            return;
        }
        told = holder;
        if (holder.equals(service)) {
            LOG.atInfo().addKeyValue("apiService", NAME).log("the API server sends readers of external metrics here");
        } else {
            LOG.atWarn()
                    .addKeyValue("apiService", NAME)
                    .addKeyValue("holder", holder)
                    .addKeyValue("ours", service)
                    .log("the API server sends readers of external metrics elsewhere: no autoscaler reads from"
                            + " this controller"
                            + " (docs/external-metrics.md)");
        }
    }

    private String holder() {
        return Optional.ofNullable(
                        client.resources(APIService.class).withName(NAME).get())
                .map(api -> api.getSpec().getService())
                .map(to -> to.getNamespace() + "/" + to.getName())
                .orElse("nobody");
    }
}
