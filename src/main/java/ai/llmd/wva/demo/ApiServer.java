package ai.llmd.wva.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A stand-in for the Kubernetes API server: it stores, lists, patches and watches objects. It admits and validates
 * nothing and runs no controllers.
 */
final class ApiServer implements AutoCloseable {
    /** Logs every request through java.util.logging; held here because loggers are weakly held there. */
    private static final Logger REQUEST_LOG = Logger.getLogger(MockWebServer.class.getName());

    /** An annotation of an object that was made at another time than now: its creationTimestamp. */
    static final String CREATED = "demo.wva.llmd.ai/created";

    private final KubernetesMockServer server;
    private final KubernetesClient client;

    private ApiServer(KubernetesMockServer server, KubernetesClient client) {
        this.server = server;
        this.client = client;
    }

    /** Starts on a free port of the loopback address. Blocks for a moment. */
    static ApiServer start() {
        REQUEST_LOG.setLevel(Level.WARNING);
        var server =
                new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Dispatcher(), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        return new ApiServer(server, server.createClient());
    }

    KubernetesClient client() {
        return client;
    }

    /** Its base URL, without a slash at its end. */
    String url() {
        return client.getConfiguration().getMasterUrl().replaceFirst("/$", "");
    }

    /** Creates every object of a YAML text. Blocking. */
    void apply(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> client.resource(object).create());
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    /**
     * The store does not see that a patch is for the status subresource when its URL has a query, and drops the status;
     * so the query (a field manager's name) is taken off.
     */
    private static final class Dispatcher extends KubernetesCrudDispatcher {
        Dispatcher() {
            super(List.of());
        }

        /** The store would have everything made now, by the clock of the machine. */
        @Override
        public void processEvent(
                String path, AttributeSet at, AttributeSet before, GenericKubernetesResource object, String json) {
            var created = object == null || object.getMetadata().getAnnotations() == null
                    ? null
                    : object.getMetadata().getAnnotations().get(CREATED);
            if (created == null) {
                super.processEvent(path, at, before, object, json);
            } else {
                object.getMetadata().setCreationTimestamp(created);
                super.processEvent(path, at, before, object, Serialization.asJson(object));
            }
        }

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            var query = request.getPath().indexOf('?');
            return super.handlePatch(
                    query < 0
                            ? request
                            : new RecordedRequest(
                                    request.getHttpVersion(),
                                    request.method(),
                                    request.getPath().substring(0, query),
                                    request.getHeaders(),
                                    request.getBody()));
        }
    }
}
