package ai.llmd.wva.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Answers a controller's queries as Prometheus would if every pod served one request a second, of 20 tokens in and 178
 * out, all the time. Pods may come while it runs.
 */
final class SteadyLoad implements AutoCloseable {
    private static final int SCRAPE_SECONDS = 15;
    private static final Pattern MATCHER = Pattern.compile("(namespace|model_name|__name__)=~\"([^\"]*)\"");
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+)ms]");

    private static final Map<String, Double> GAUGES =
            Map.of("vllm:num_requests_running", 3.0, "vllm:num_requests_waiting", 0.0, "vllm:kv_cache_usage_perc", 0.3);

    /** What counters grow by in a second. */
    private static final Map<String, Double> COUNTERS = Map.ofEntries(
            Map.entry("vllm:request_success_total", 1.0),
            Map.entry("vllm:prompt_tokens_total", 20.0),
            Map.entry("vllm:generation_tokens_total", 178.0),
            Map.entry("vllm:request_prompt_tokens_sum", 20.0),
            Map.entry("vllm:request_prompt_tokens_count", 1.0),
            Map.entry("vllm:request_generation_tokens_sum", 178.0),
            Map.entry("vllm:request_generation_tokens_count", 1.0),
            Map.entry("vllm:time_to_first_token_seconds_sum", 0.03),
            Map.entry("vllm:time_to_first_token_seconds_count", 1.0),
            Map.entry("vllm:inter_token_latency_seconds_sum", 177 * 0.021),
            Map.entry("vllm:inter_token_latency_seconds_count", 177.0),
            Map.entry("vllm:request_queue_time_seconds_sum", 0.005),
            Map.entry("vllm:request_queue_time_seconds_count", 1.0));

    /** A pod that is scraped. */
    private record Scraped(String model, String namespace, String pod) {}

    private final Queue<Scraped> pods = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    SteadyLoad() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void add(String namespace, String pod, String model) {
        pods.add(new Scraped(model, namespace, pod));
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
        var query = form.get("query");
        var matchers = MATCHER.matcher(query)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> unescaped(found.group(2))));
        var range = RANGE.matcher(query);
        var instants = form.containsKey("start")
                ? instants(form)
                : range.find()
                        ? scrapes(Double.parseDouble(form.get("time")), Long.parseLong(range.group(1)) / 1000.0)
                        : new double[] {Double.parseDouble(form.get("time"))};
        var names = Stream.concat(GAUGES.keySet().stream(), COUNTERS.keySet().stream())
                .filter(name -> name.matches(matchers.getOrDefault("__name__", "")))
                .toList();
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + pods.stream()
                        .filter(pod -> pod.namespace().matches(matchers.getOrDefault("namespace", ".*"))
                                && pod.model().matches(matchers.getOrDefault("model_name", ".*")))
                        .flatMap(pod -> names.stream().map(name -> series(pod, name, instants)))
                        .collect(Collectors.joining(","))
                + "]}}";
    }

    private static String series(Scraped pod, String name, double[] instants) {
        return ("{\"metric\":{\"__name__\":\"%s\",\"model_name\":\"%s\",\"namespace\":\"%s\","
                                + "\"pod\":\"%s\"},\"values\":[")
                        .formatted(name, pod.model(), pod.namespace(), pod.pod())
                + Arrays.stream(instants).mapToObj(at -> point(name, at)).collect(Collectors.joining(","))
                + "]}";
    }

    private static double[] instants(Map<String, String> form) {
        double end = Double.parseDouble(form.get("end"));
        double step = Double.parseDouble(form.get("step"));
        return DoubleStream.iterate(Double.parseDouble(form.get("start")), at -> at <= end + step / 2, at -> at + step)
                .toArray();
    }

    private static double[] scrapes(double time, double seconds) {
        double last = Math.floor(time / SCRAPE_SECONDS) * SCRAPE_SECONDS;
        double first = last - Math.floor((seconds - (time - last)) / SCRAPE_SECONDS) * SCRAPE_SECONDS;
        return DoubleStream.iterate(first, at -> at <= last, at -> at + SCRAPE_SECONDS)
                .toArray();
    }

    private static String point(String name, double seconds) {
        return "[%.3f,\"%.3f\"]"
                .formatted(seconds, GAUGES.getOrDefault(name, COUNTERS.getOrDefault(name, 0.0) * seconds));
    }

    private static String unescaped(String literal) {
        return literal.replace("\\\\", "\\");
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
