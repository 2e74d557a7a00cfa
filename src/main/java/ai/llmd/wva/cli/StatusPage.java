package ai.llmd.wva.cli;

import ai.llmd.wva.controller.FleetOnce;
import ai.llmd.wva.controller.KubernetesClients;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.PageState;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the resources of a cluster and their statuses tell, without asking a controller. */
record StatusPage(PageState state, Instant at) implements ShownFleet {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    /** Reads a cluster. */
    static StatusPage read(PageOptions options, Map<String, String> environment) throws InterruptedException {
        var configuration = options.configuration();
        try (var telemetry = new Telemetry()) {
            var vertx = telemetry.vertx(configuration.vertx());
            try (var clients = KubernetesClients.of(vertx, configuration, options.kubeconfig)) {
                return new StatusPage(
                        FleetOnce.shown(configuration, environment, clients.watching(), READ_LIMIT), Instant.now());
            } catch (KubernetesClientException e) {
                throw unreadable(CommandFailedException.bottom(e), e);
            } catch (TimeoutException e) {
                throw unreadable("no answer within " + READ_LIMIT.toSeconds() + " s", e);
            } finally {
                vertx.close().toCompletionStage().toCompletableFuture().join();
            }
        }
    }

    private static CommandFailedException unreadable(String why, Exception cause) {
        return new CommandFailedException(
                "the cluster cannot be read: " + why + System.lineSeparator()
                        + "--url http://localhost:8082 asks a controller that kubectl port-forward leads to",
                cause);
    }

    @Override
    public JsonNode fleet() {
        return tree(state.fleet(Integer.MAX_VALUE, Optional.empty(), at));
    }

    @Override
    public JsonNode variant(String namespace, String name) {
        return state.variant(new VariantId(namespace, name), at)
                .map(StatusPage::tree)
                .orElseThrow(() -> new CommandFailedException("there is no variant " + namespace + "/" + name, null));
    }

    private static JsonNode tree(byte[] json) {
        return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    }
}
