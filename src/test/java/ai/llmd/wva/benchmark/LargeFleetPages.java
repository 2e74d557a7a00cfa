package ai.llmd.wva.benchmark;

import ai.llmd.wva.fixture.ScrapeTarget;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The pages of a {@link LargeFleet}'s pods, many pods on each: what a pod of vLLM exports and the controller may read,
 * without the buckets of histograms, which it never asks for. A pod serves 0.5 to 1.5 requests a second.
 */
final class LargeFleetPages implements AutoCloseable {
    private static final int PODS_ON_A_PAGE = 2500;
    /** Pods that are as busy as each other. */
    private static final int PACES = 101;

    /** A series of a pod, and what it grows by with each request; a level that stays if {@code gauge}. */
    private record Exported(String name, String label, double value, boolean gauge) {
        static Exported counter(String name, double perRequest) {
            return new Exported(name, "", perRequest, false);
        }

        static Exported gauge(String name, String label, double level) {
            return new Exported(name, label, level, true);
        }

        static Exported finished(String reason, double share) {
            return new Exported("request_success_total", ",finished_reason=\"" + reason + "\"", share, false);
        }
    }

    private static final List<Exported> EXPORTED = List.of(
            Exported.gauge("num_requests_running", "", 4),
            Exported.gauge("num_requests_waiting", "", 0),
            Exported.gauge("num_requests_waiting_by_reason", ",reason=\"capacity\"", 0),
            Exported.gauge("num_requests_waiting_by_reason", ",reason=\"deferred\"", 0),
            Exported.gauge("kv_cache_usage_perc", "", 0.3141592653589793),
            Exported.finished("stop", 0.8),
            Exported.finished("length", 0.2),
            Exported.finished("abort", 0),
            Exported.finished("error", 0),
            Exported.finished("repetition", 0),
            Exported.counter("prompt_tokens_total", 512),
            Exported.counter("generation_tokens_total", 178),
            Exported.counter("request_prompt_tokens_sum", 512),
            Exported.counter("request_prompt_tokens_count", 1),
            Exported.counter("request_generation_tokens_sum", 178),
            Exported.counter("request_generation_tokens_count", 1),
            Exported.counter("time_to_first_token_seconds_sum", 0.0312345678),
            Exported.counter("time_to_first_token_seconds_count", 1),
            Exported.counter("inter_token_latency_seconds_sum", 177 * 0.0212345678),
            Exported.counter("inter_token_latency_seconds_count", 177),
            Exported.counter("time_per_output_token_seconds_sum", 0.0212345678),
            Exported.counter("time_per_output_token_seconds_count", 1),
            Exported.counter("request_queue_time_seconds_sum", 0.00512345678),
            Exported.counter("request_queue_time_seconds_count", 1));

    private final LargeFleet fleet;
    private final HttpServer server;
    private final long start = System.nanoTime();

    LargeFleetPages(LargeFleet fleet) throws IOException {
        this.fleet = fleet;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.start();
    }

    int series() {
        return EXPORTED.size() * fleet.size();
    }

    /** Each with the labels that the Prometheus operator adds. */
    List<ScrapeTarget> targets() {
        var pages = (fleet.size() + PODS_ON_A_PAGE - 1) / PODS_ON_A_PAGE;
        return IntStream.range(0, pages)
                .mapToObj(page -> new ScrapeTarget(
                        "127.0.0.1:" + server.getAddress().getPort(),
                        Map.of(
                                "__metrics_path__",
                                "/" + page,
                                "container",
                                "vllm",
                                "endpoint",
                                "http",
                                "service",
                                "vllm-service")))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var page = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, 0);
        try (var out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            write(out, page);
        }
    }

    private void write(OutputStream out, int page) throws IOException {
        var values = values((System.nanoTime() - start) / 1e9);
        var last = Math.min(fleet.size(), (page + 1) * PODS_ON_A_PAGE);
        for (var series = 0; series < EXPORTED.size(); series++) {
            var exported = EXPORTED.get(series);
            var name = ("vllm:" + exported.name() + "{engine=\"0\"" + exported.label())
                    .getBytes(StandardCharsets.US_ASCII);
            for (var pod = page * PODS_ON_A_PAGE; pod < last; pod++) {
                out.write(name);
                out.write(labels(pod));
                out.write(values.get(pod % PACES)[series]);
            }
        }
    }

    private byte[] labels(int pod) {
        var variant = pod / fleet.pods();
        return (",model_name=\"" + LargeFleet.model(variant) + "\",namespace=\"" + LargeFleet.namespace(variant)
                        + "\",pod=\"" + LargeFleet.pod(variant, pod % fleet.pods()) + "\"} ")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The values of all series at a time, for each pace. */
    private static List<byte[][]> values(double seconds) {
        var paces = new ArrayList<byte[][]>();
        for (var pace = 0; pace < PACES; pace++) {
            var requests = Math.floor(seconds * (0.5 + pace / (PACES - 1.0)));
            paces.add(EXPORTED.stream()
                    .map(exported -> exported.gauge() ? exported.value() : exported.value() * requests)
                    .map(value -> (value + "\n").getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new));
        }
        return paces;
    }
}
