package ai.llmd.wva.benchmark;

import ai.llmd.wva.fixture.LocalHttp;
import java.net.URI;

/** Reads what a Prometheus says of itself. */
final class PrometheusTraffic {
    private final URI page;
    private final LocalHttp http = LocalHttp.plain();

    PrometheusTraffic(String url) {
        page = URI.create(url).resolve("/metrics");
    }

    /**
     * Since it started.
     *
     * @param bytes of answers to queries, as they went over the wire
     */
    record Counted(double bytes, double cpuSeconds, double residentBytes) {}

    Counted now() {
        var text = http.get(page).body();
        return new Counted(
                sum(text, "prometheus_http_response_size_bytes_sum{handler=\"/api/v1/query"),
                sum(text, "process_cpu_seconds_total"),
                sum(text, "process_resident_memory_bytes"));
    }

    private static double sum(String text, String beginning) {
        return text.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
