package ai.llmd.wva.benchmark;

import ai.llmd.wva.metrics.SeriesTag;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Answers a controller's queries as Prometheus would if every pod served one request a second, of 20 tokens in and 178
 * out, all the time. Pods may come while it runs.
 */
final class SteadyLoad implements AutoCloseable {
    private static final Map<SeriesTag, Double> CONSTANT = Map.ofEntries(
            Map.entry(SeriesTag.RUNNING, 3.0),
            Map.entry(SeriesTag.WAITING, 0.0),
            Map.entry(SeriesTag.PROMPT_TOKENS, 20.0),
            Map.entry(SeriesTag.PROMPT_COUNT, 1.0),
            Map.entry(SeriesTag.GENERATED_TOKENS, 178.0),
            Map.entry(SeriesTag.GENERATED_COUNT, 1.0),
            Map.entry(SeriesTag.FIRST_TOKEN_SECONDS, 0.03),
            Map.entry(SeriesTag.FIRST_TOKEN_COUNT, 1.0),
            Map.entry(SeriesTag.INTER_TOKEN_SECONDS, 177 * 0.021),
            Map.entry(SeriesTag.INTER_TOKEN_COUNT, 177.0),
            Map.entry(SeriesTag.QUEUE_SECONDS, 0.005),
            Map.entry(SeriesTag.QUEUE_COUNT, 1.0),
            Map.entry(SeriesTag.KV_CACHE, 0.3));

    private final Map<String, String> labels = new ConcurrentHashMap<>();
    private final HttpServer server;

    SteadyLoad() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void add(String namespace, String pod, String model) {
        labels.put(
                namespace + "/" + pod,
                "\"model_name\":\"%s\",\"namespace\":\"%s\",\"pod\":\"%s\"".formatted(model, namespace, pod));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var body = answer(form).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private String answer(Map<String, String> form) {
        boolean range = form.containsKey("start");
        var type = range ? "matrix" : "vector";
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":["
                + Arrays.stream(SeriesTag.values())
                        .filter(tag -> form.get("query").contains("\"" + tag.name() + "\"") && known(tag))
                        .map(tag -> "\"" + SeriesTag.LABEL + "\":\"" + tag.name() + "\"},"
                                + (range ? "\"values\":[" + points(tag, form) + "]" : "\"value\":" + points(tag, form)))
                        .flatMap(series ->
                                labels.values().stream().map(pod -> "{\"metric\":{" + pod + "," + series + "}"))
                        .collect(Collectors.joining(","))
                + "]}}";
    }

    private static boolean known(SeriesTag tag) {
        return grows(tag) || CONSTANT.containsKey(tag);
    }

    /** A request a second, or a time. */
    private static boolean grows(SeriesTag tag) {
        return tag == SeriesTag.FINISHED || tag == SeriesTag.SAMPLED_AT || tag == SeriesTag.NEWEST;
    }

    private static String points(SeriesTag tag, Map<String, String> form) {
        if (!form.containsKey("start")) {
            return point(tag, Double.parseDouble(form.get("time")));
        }
        double end = Double.parseDouble(form.get("end"));
        double step = Double.parseDouble(form.get("step"));
        return DoubleStream.iterate(Double.parseDouble(form.get("start")), at -> at <= end + step / 2, at -> at + step)
                .mapToObj(at -> point(tag, at))
                .collect(Collectors.joining(","));
    }

    private static String point(SeriesTag tag, double seconds) {
        return "[%.3f,\"%.3f\"]".formatted(seconds, grows(tag) ? seconds : CONSTANT.get(tag));
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
