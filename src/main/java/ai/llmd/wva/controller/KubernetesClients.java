package ai.llmd.wva.controller;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.kubernetes.ClientKeyAlgorithm;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The ways to the API server.
 *
 * @param watching for the informers
 * @param writing for status, Events, the Lease and reviews of tokens: it does not wait where a watch does
 */
public record KubernetesClients(KubernetesClient watching, KubernetesClient writing) implements AutoCloseable {
    private static final int RETRIES = 2;
    private static final int RETRY_BACKOFF_MILLIS = 200;
    private static final int CONNECT_MILLIS = 5000;

    /**
     * With the credentials of the pod, of KUBECONFIG or of ~/.kube/config.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when they cannot be used
     */
    public static KubernetesClients of(Vertx vertx, Configuration configuration) {
        return of(vertx, configuration, Optional.empty());
    }

    /**
     * Likewise, or with the credentials of another kubeconfig.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when they cannot be used
     */
    public static KubernetesClients of(Vertx vertx, Configuration configuration, Optional<Path> kubeconfig) {
        var credentials = kubeconfig.map(file -> Config.fromKubeconfig(file.toFile()));
        return new KubernetesClients(
                client(vertx, configuration.watch().requestTimeout(), credentials),
                client(vertx, configuration.actuator().requestTimeout(), credentials));
    }

    private static KubernetesClient client(Vertx vertx, Duration requestTimeout, Optional<Config> credentials) {
        // one that is not handed in is read again whenever a pod's token is renewed
        var builder = credentials.map(ConfigBuilder::new).orElseGet(ConfigBuilder::new);
        // fewer retries than the library's ten: a dead API server must not cost a cycle a minute
        var config = builder.withRequestTimeout((int) requestTimeout.toMillis())
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(RETRY_BACKOFF_MILLIS)
                .build();
        ClientKeyAlgorithm.detect(config);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new Vertx5HttpClientFactory(vertx))
                .build();
    }

    @Override
    public void close() {
        watching.close();
        writing.close();
    }
}
