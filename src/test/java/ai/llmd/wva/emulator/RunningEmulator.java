package ai.llmd.wva.emulator;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** An emulator on a free port of this machine, and a client that shares no code with it. */
public final class RunningEmulator implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final EmulatorServer server;
    private final String deployment;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public RunningEmulator(EmulatorSettings settings) throws InterruptedException, ExecutionException {
        server = new EmulatorServer(settings.listeningOn("127.0.0.1", 0));
        deployment = vertx.deployVerticle(server)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    JsonObject answer(String path, JsonObject body) throws IOException, InterruptedException {
        return new JsonObject(post(path, body.encode()).body());
    }

    /** The {@code data:} lines of a streamed answer. */
    List<String> events(String path, JsonObject body) throws IOException, InterruptedException {
        return post(path, body.encode())
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }

    /** The value of one series, found by its name and a part of its labels. */
    public double metric(String name, String label) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no series " + name + " with " + label));
    }

    public double metric(String name) throws IOException, InterruptedException {
        return metric(name, "");
    }

    /** Stops the server as SIGTERM does; answers when it has stopped. */
    void stop() throws InterruptedException, ExecutionException {
        vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get();
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
