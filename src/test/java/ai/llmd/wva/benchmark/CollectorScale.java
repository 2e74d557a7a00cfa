package ai.llmd.wva.benchmark;

import ai.llmd.wva.fixture.PrometheusOptions;
import ai.llmd.wva.fixture.PrometheusServer;
import ai.llmd.wva.fixture.PrometheusTargets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints what one measure of a large fleet takes: a real Prometheus scrapes generated pages every 15 s until the
 * look-back is filled, then a process of its own with the flags of the image measures. No Kubernetes is needed.
 *
 * <p>Arguments: size of the fleet such as {@code 2000x5}, variants by pods; MiB of heap; number of measures; seconds
 * between them. With the size alone it goes on to be scraped, and prints what to run {@link CollectorProcess} with.
 */
public final class CollectorScale {
    private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);
    /** The look-back of the default settings, three minutes, and what discovery takes. */
    private static final Duration FILLED_AFTER = Duration.ofSeconds(210);

    private CollectorScale() {}

    public static void main(String[] arguments) throws Exception {
        var fleet = LargeFleet.parse(arguments[0]);
        try (var pages = new LargeFleetPages(fleet);
                var prometheus = PrometheusServer.start(PrometheusOptions.http(SCRAPE_INTERVAL))) {
            prometheus.targets().put(PrometheusTargets.Scheme.PLAIN, "fleet", pages.targets());
            System.out.println(fleet + ", " + pages.series() + " series, " + prometheus.url());
            Thread.sleep(FILLED_AFTER.toMillis());
            if (arguments.length == 1) {
                System.out.println("filled; end this process when done");
                Thread.currentThread().join();
            }
            var exit = measure(prometheus.url().toString(), arguments);
            System.out.println("ended with exit code " + exit);
        }
        System.exit(0);
    }

    private static int measure(String url, String[] arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ControllerMemory.FLAGS);
        command.addAll(List.of(
                "-Xmx" + arguments[1] + "m",
                "-cp",
                System.getProperty("java.class.path"),
                CollectorProcess.class.getName(),
                url,
                arguments[0],
                arguments[2],
                arguments[3]));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(Map.of("MALLOC_ARENA_MAX", "2"));
        return builder.start().waitFor();
    }
}
