package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.VllmMetrics;
import ai.llmd.wva.simulation.SimulatedWorld;
import ai.llmd.wva.simulation.cluster.SimulatedReplica;
import ai.llmd.wva.simulation.workload.Substreams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The metrics pages of the pods, over real sockets: one port, a path for each pod. A page is what the emulator's would
 * be, of the replica's counters now. While a variant is silent its pages answer 503.
 */
final class PodPagesServer {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int FAULTY = 500;

    private final Map<String, Page> pages = new HashMap<>();
    private final List<SimulatedReplica> everReady = new ArrayList<>();
    private final RandomGenerator chance = Substreams.of(0, "missed scrapes of the demo", 0);
    private final WorldClock clock;
    private WorldDriver driver;
    private HttpServer server;

    /** The counters of a replica, and how they are written. */
    private record Page(SimulatedReplica replica, Optional<VllmMetrics> metrics) {}

    /** A page, or why there is none. */
    private record Served(int status, String text) {}

    PodPagesServer(WorldClock clock) {
        this.clock = clock;
    }

    /** Starts on a free port of the loopback address. */
    Future<Void> start(Vertx vertx, WorldDriver itsDriver) {
        driver = itsDriver;
        server = vertx.createHttpServer().requestHandler(this::handle);
        return server.listen(0, DemoConfiguration.HOST).mapEmpty();
    }

    Future<Void> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** Where the page of a pod is. */
    URI page(String pod) {
        return URI.create("http://" + DemoConfiguration.HOST + ":" + server.actualPort() + "/" + pod + "/metrics");
    }

    /** A replica serves from now on; on the world's thread. */
    void ready(SimulatedReplica replica) {
        pages.put(replica.name(), new Page(replica, Optional.empty()));
        everReady.add(replica);
    }

    /** What the servers of a model counted; on the world's thread. */
    ServerCounts counts(int model) {
        return ServerCounts.of(everReady.stream()
                .filter(replica -> replica.target().model() == model)
                .toList());
    }

    private void handle(HttpServerRequest request) {
        var pod = request.path().replaceFirst("^/", "").replaceFirst("/metrics$", "");
        var context = Vertx.currentContext();
        var unused = driver.ask(world -> answer(world, pod))
                .whenComplete((answer, failure) -> context.runOnContext(
                        back -> send(request, answer == null ? new Served(FAULTY, String.valueOf(failure)) : answer)));
    }

    private static void send(HttpServerRequest request, Served answer) {
        request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(answer.text());
    }

    private Served answer(SimulatedWorld world, String pod) {
        var page = pages.get(pod);
        if (page == null || page.replica().isLeaving()) {
            pages.remove(pod);
            return new Served(NOT_FOUND, "there is no pod " + pod + "\n");
        }
        var scraping = world.scene().workload().cluster().scraping();
        var replica = page.replica();
        if (scraping.isSilent(replica.target().name(), world.agenda().nowMillis() / MILLIS_PER_SECOND)
                || (scraping.missedShare() > 0 && chance.nextDouble() < scraping.missedShare())) {
            return new Served(UNAVAILABLE, "a fault that the scenario asks for\n");
        }
        var metrics = page.metrics().orElseGet(() -> begun(world, replica));
        return new Served(OK, timed(metrics.text(replica.state(world.agenda().nowMillis()))));
    }

    /**
     * Each sample with its time: a page is some real milliseconds on its way, which is seconds of a world that goes
     * faster.
     */
    private String timed(String page) {
        var millis = " " + clock.millis();
        var timed = new StringBuilder(2 * page.length());
        page.lines()
                .forEach(line -> timed.append(line)
                        .append(line.startsWith("#") ? "" : millis)
                        .append('\n'));
        return timed.toString();
    }

    private VllmMetrics begun(SimulatedWorld world, SimulatedReplica replica) {
        var model = world.scene().workload().models().get(replica.target().model());
        var metrics = new VllmMetrics(EmulatorSettings.VLLM_PREFIX, model.name(), replica.counters());
        pages.put(replica.name(), new Page(replica, Optional.of(metrics)));
        return metrics;
    }
}
