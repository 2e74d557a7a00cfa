package ai.llmd.wva.demo;

import ai.llmd.wva.loadgen.Arrival;
import ai.llmd.wva.loadgen.ArrivalPattern;
import ai.llmd.wva.loadgen.ArrivalTimes;
import ai.llmd.wva.loadgen.ChatShape;
import ai.llmd.wva.loadgen.LoadRunner;
import ai.llmd.wva.loadgen.LoadSettings;
import ai.llmd.wva.loadgen.RateTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.Random;

/** The load generator, sending what a table of rates says. */
final class DemoTraffic {
    private static final ChatShape SHAPE = new ChatShape(50, OptionalInt.empty(), false);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_CONNECTIONS = 1_000;

    private final RateTable table;
    private final LoadRunner runner;

    DemoTraffic(Vertx vertx, RateTable table, String model, int servicePort) {
        this.table = table;
        var url = URI.create("http://" + EmulatedPod.HOST + ":" + servicePort + "/v1");
        var settings = new LoadSettings(url, model, true, TIMEOUT, MAX_CONNECTIONS);
        this.runner = new LoadRunner(vertx, settings, arrivals(table), System::nanoTime);
    }

    private static Iterator<Arrival> arrivals(RateTable table) {
        var times = ArrivalTimes.of(table, ArrivalPattern.CONSTANT, new Random(1));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return times.hasNext();
            }

            @Override
            public Arrival next() {
                return new Arrival(times.nextDouble(), SHAPE);
            }
        };
    }

    Future<Void> start() {
        return runner.run().mapEmpty();
    }

    void quit() {
        runner.quit();
    }

    /** What the table says at a time. */
    double offeredPerMinute(double elapsedSeconds) {
        var end = 0.0;
        for (var phase : table.phases()) {
            end += phase.seconds();
            if (elapsedSeconds < end) {
                return phase.requestsPerMinute();
            }
        }
        return 0;
    }
}
