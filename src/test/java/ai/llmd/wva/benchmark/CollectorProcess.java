package ai.llmd.wva.benchmark;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.metrics.prometheus.PrometheusMetricsSource;
import ai.llmd.wva.model.Measurement.Measured;
import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Measures a {@link LargeFleet} again and again, and prints what each measure took. Arguments: URL of Prometheus, size
 * of the fleet, number of measures, seconds between them.
 */
public final class CollectorProcess {
    private CollectorProcess() {}

    public static void main(String[] arguments) throws Exception {
        var fleet = LargeFleet.parse(arguments[1]).fleet();
        var vertx = Vertx.vertx();
        var registry = new SimpleMeterRegistry();
        var source = new PrometheusMetricsSource(
                vertx,
                Configurations.collector("'allowPlainHttp': true"),
                new Live<>(Configurations.prometheus("'baseUrl': '" + arguments[0] + "'")),
                registry,
                Clock.systemUTC());
        var traffic = new PrometheusTraffic(arguments[0]);
        for (var measure = 0; measure < Integer.parseInt(arguments[2]); measure++) {
            Thread.sleep(1000L * Integer.parseInt(arguments[3]));
            var queries = registry.counter("wva.prometheus.queries", "result", "success");
            var queriesBefore = queries.count();
            var cpuBefore = cpuSeconds();
            var trafficBefore = traffic.now();
            var start = System.nanoTime();
            var measurements = source.measure(fleet, Instant.now()).await();
            var seconds = (System.nanoTime() - start) / 1e9;
            var answered = traffic.now();
            var whole = measurements.values().stream()
                    .filter(one -> one instanceof Measured measured
                            && !measured.partial()
                            && measured.load().arrivalRatePerSecond() > 0)
                    .count();
            System.out.printf(
                    Locale.ROOT,
                    "%.2f s, of %d variants %d measured whole, %.0f queries, %.1f MB on the wire,"
                            + " CPU %.2f s here and %.2f s in Prometheus, %s, Prometheus resident %.0f MiB%n",
                    seconds,
                    measurements.size(),
                    whole,
                    queries.count() - queriesBefore,
                    (answered.bytes() - trafficBefore.bytes()) / 1e6,
                    cpuSeconds() - cpuBefore,
                    answered.cpuSeconds() - trafficBefore.cpuSeconds(),
                    resident(),
                    answered.residentBytes() / (1 << 20));
            if (whole < measurements.size()) {
                measurements.values().stream()
                        .filter(one -> !(one instanceof Measured measured) || measured.partial())
                        .limit(1)
                        .forEach(System.out::println);
            }
        }
        source.close().await();
        vertx.close().await();
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }
}
