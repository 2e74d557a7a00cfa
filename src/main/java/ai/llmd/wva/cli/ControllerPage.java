package ai.llmd.wva.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the live page of a running controller.
 *
 * @param base where it is, such as {@code http://localhost:8082}
 * @param token sent as bearer token, where there is one
 */
record ControllerPage(URI base, Optional<String> token) implements ShownFleet {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final String FLEET = "/api/v1/fleet";

    @Override
    public JsonNode fleet() {
        var client = client();
        var whole = get(client, FLEET);
        var page = whole;
        while (page.path("next").isString()) {
            page = get(client, FLEET + "?after=" + encoded(page.get("next").stringValue()));
            ((ArrayNode) whole.path("variants")).addAll((ArrayNode) page.path("variants"));
        }
        return whole;
    }

    @Override
    public JsonNode variant(String namespace, String name) {
        return get(client(), "/api/v1/variants/" + encoded(namespace) + "/" + encoded(name));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(LIMIT).build();
    }

    private JsonNode get(HttpClient client, String path) {
        var uri = URI.create(base.toString().replaceAll("/+$", "") + path);
        var request = HttpRequest.newBuilder(uri).timeout(LIMIT).header("Accept", "application/json");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var tree = tree(answer.body());
            if (answer.statusCode() == OK && tree instanceof ObjectNode) {
                return tree;
            }
            throw new CommandFailedException(
                    base + " answers " + answer.statusCode() + ": "
                            + (tree.path("detail").isString()
                                    ? tree.get("detail").stringValue()
                                    : "this is no live page of a controller"),
                    null);
        } catch (ConnectException e) {
            throw new CommandFailedException(
                    "nobody listens at " + base + ": kubectl -n workload-variant-autoscaler-system port-forward"
                            + " deploy/workload-variant-autoscaler-controller-manager 8082 leads to a controller",
                    e);
        } catch (IOException e) {
            throw new CommandFailedException(base + " cannot be read: " + CommandFailedException.bottom(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", e);
        }
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
