package ai.llmd.wva.kubernetes;

import ai.llmd.wva.serving.auth.FrontProxy;
import ai.llmd.wva.serving.auth.FrontProxyTrust;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads how to know the front proxy, again and again; what was read last stays while it cannot be read. */
public final class FrontProxySource implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FrontProxySource.class);
    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "extension-apiserver-authentication";

    private final KubernetesClient client;
    private final FrontProxyTrust trust;
    private String told = "";

    public FrontProxySource(KubernetesClient client, FrontProxyTrust trust) {
        this.client = client;
        this.trust = trust;
    }

    /** Reads it once. Blocks; for one thread at a time. */
    @Override
    public void run() {
        try {
            var map = client.configMaps().inNamespace(NAMESPACE).withName(NAME).get();
            if (map == null || map.getData() == null) {
                tell("there is none");
                return;
            }
            var proxy = FrontProxy.read(map.getData());
            if (trust.use(proxy)) {
                LOG.atInfo()
                        .addKeyValue("authorities", proxy.authorities().size())
                        .addKeyValue("allowedNames", proxy.allowedNames())
                        .log("certificate authorities of the API server's proxy");
            }
            told = "";
        } catch (KubernetesClientException | IllegalArgumentException e) {
            tell(
                    e instanceof KubernetesClientException refused && refused.getCode() == 403
                            ? "the ServiceAccount lacks the Role extension-apiserver-authentication-reader"
                            : String.valueOf(e.getMessage()));
        }
    }

    private void tell(String problem) {
        if (!problem.equals(told)) {
            told = problem;
            LOG.atWarn()
                    .addKeyValue("configMap", NAMESPACE + "/" + NAME)
                    .addKeyValue("error", problem)
                    .log("cannot read how to authenticate the API server's proxy: the last certificates stay in"
                            + " use, if any");
        }
    }
}
