package ai.llmd.wva.benchmark;

import ai.llmd.wva.declaration.Resources;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.fixture.ControlPlane;
import ai.llmd.wva.fixture.Manifests;
import ai.llmd.wva.kubernetes.ClusterWatch;
import ai.llmd.wva.kubernetes.StatusInputs;
import ai.llmd.wva.kubernetes.StatusWriter;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Status writes a second on a real API server beside it, with the watch that follows them. Every write is news: the
 * decision of each variant differs from the one before. {@code -t 4} sets the writers at a time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 10)
@Measurement(iterations = 3, time = 10)
@Threads(4)
@Fork(1)
public class StatusWriteBenchmark {
    private static final int ROUNDS = 8;

    @Param("500")
    public int variants;

    private final AtomicInteger next = new AtomicInteger();
    private final List<List<StatusInputs>> rounds = new ArrayList<>();
    private List<Variant> written;
    private Vertx vertx;
    private KubernetesClient client;
    private ClusterWatch watch;
    private StatusWriter writer;

    @Setup(Level.Trial)
    public void start() {
        var plane = ControlPlane.shared();
        plane.apply(Manifests.kustomization("deploy/crd"));
        var namespace = plane.createNamespace("writes");
        vertx = Vertx.vertx();
        client = new KubernetesClientBuilder()
                .withConfig(plane.adminConfig())
                .withHttpClientFactory(new Vertx5HttpClientFactory(vertx))
                .build();
        IntStream.range(0, variants)
                .parallel()
                .forEach(i -> client.resource(resource(namespace, "v" + i)).create());
        watch = new ClusterWatch(client, new ClusterWatch.Options(namespace, List.of(namespace), Set.of()));
        watch.start().toCompletableFuture().join();
        writer = new StatusWriter(client, watch::variant, Duration.ofMinutes(5));
        written = watch.snapshot().variants().values().stream()
                .map(variant -> variant.withTarget(Fleets.found(1)))
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(round(round));
        }
    }

    /** Each variant planned by itself, at another load in each round. */
    private List<StatusInputs> round(int round) {
        var load = Fleets.measured(Fleets.load(60.0 * (round + 1), 178));
        var fleet = Fleets.fleet(written.toArray(Variant[]::new));
        var planner = new Planner(PlanningRules.DEFAULT);
        return written.stream()
                .map(variant -> {
                    var observation = Fleets.observation(round, Fleets.fleet(variant), load);
                    var plan = planner.plan(observation, Memory.EMPTY, WorkLimit.NONE)
                            .plan();
                    return new StatusInputs(
                            fleet, variant, load, plan.decisions().get(variant.id()), observation.at());
                })
                .toList();
    }

    @Benchmark
    public StatusWrite write() {
        int turn = next.getAndIncrement();
        var inputs = rounds.get(turn / variants % ROUNDS).get(turn % variants);
        var result = writer.write(inputs);
        if (result != StatusWrite.WRITTEN) {
            throw new IllegalStateException(inputs.variant().id() + ": " + result);
        }
        return result;
    }

    @TearDown(Level.Trial)
    public void stop() {
        watch.close();
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static VariantAutoscaling resource(String namespace, String name) {
        return Resources.resource(Resources.YAML
                .replace("name: vllme", "name: " + name)
                .replace("namespace: llm", "namespace: " + namespace)
                .replace("  uid: u-1\n", ""));
    }
}
