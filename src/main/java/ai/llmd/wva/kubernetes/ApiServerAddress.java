package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.util.Map;

/**
 * Where the API server is, and who says so.
 *
 * @param url of the API server
 * @param origin such as {@code kubeconfig /root/.kube/config}
 */
public record ApiServerAddress(String url, String origin) {
    /** Kubernetes sets it in every pod. */
    private static final String IN_A_POD = "KUBERNETES_SERVICE_HOST";

    /** The one that a client was made for, by the process's environment. */
    public static ApiServerAddress of(Config config, Map<String, String> environment) {
        return new ApiServerAddress(config.getMasterUrl(), origin(config, environment));
    }

    private static String origin(Config config, Map<String, String> environment) {
        if (config.getFile() != null) {
            return "kubeconfig " + config.getFile();
        }
        return environment.getOrDefault(IN_A_POD, "").isBlank()
                ? "the client's default: there is no pod, no KUBECONFIG and no ~/.kube/config"
                : "the pod's own, " + IN_A_POD;
    }

    /** {@code https://10.0.0.1:443/ (kubeconfig /root/.kube/config)}. */
    @Override
    public String toString() {
        return url + " (" + origin + ")";
    }
}
