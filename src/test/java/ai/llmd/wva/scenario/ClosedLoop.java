package ai.llmd.wva.scenario;

import ai.llmd.wva.config.SeriesConfiguration;
import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.VirtualServer;
import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.Engine;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.ImpatientClients;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.loadgen.ArrivalPattern;
import ai.llmd.wva.loadgen.ArrivalTimes;
import ai.llmd.wva.loadgen.RateTable;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.LoadMeter;
import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.metrics.scrape.TextFormat;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.signals.Measuring;
import ai.llmd.wva.signals.Points;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The sample variant in virtual time: clients, servers that are scraped every 15 s, and once a minute a measure, a
 * plan, and as many replicas as it says, new ones ready half a minute later. The very code of the controller, without
 * its clock.
 */
final class ClosedLoop {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final VariantId ID = new VariantId("llm", "v");
    private static final long SCRAPE_MILLIS = 15_000;
    private static final long CYCLE_MILLIS = 60_000;
    private static final long STARTUP_MILLIS = 30_000;

    private final List<Server> servers = new ArrayList<>();
    private final List<Server> departed = new ArrayList<>();
    private final Random random;
    private final ImpatientClients clients;
    private final LoadMeter meter = new LoadMeter(
            Measuring.SAMPLING, SeriesConfiguration.defaults(), new EngineNames("vllm:"), "check the ServiceMonitor");
    private final Planner planner = new Planner(PlanningRules.DEFAULT);
    private Memory memory = Memory.EMPTY;
    private long cycle;
    private long nowMillis;
    private int made;

    /** What one cycle saw and said. */
    record Cycle(int replicas, int waiting, Measurement measurement, Decision decision) {
        int desired() {
            return decision.desiredReplicas().orElse(replicas);
        }
    }

    private static final class Server {
        private final String name;
        private final long readyMillis;
        private final long phaseMillis;
        private final VirtualServer server = new VirtualServer(EmulatorSettings.sample());
        private final Map<Map<String, String>, Points.Builder> points = new HashMap<>();

        Server(int number, long readyMillis) {
            this.name = "v-" + number;
            this.readyMillis = readyMillis;
            this.phaseMillis = 4_000L * number % SCRAPE_MILLIS;
        }

        void scrape(long atMillis) {
            var page = server.metricsPage((double) atMillis)
                    .lines()
                    .filter(line -> !line.contains("_bucket{"))
                    .collect(Collectors.joining("\n"));
            for (var sample : TextFormat.parse(page)) {
                var labels = new HashMap<>(sample.labels());
                labels.putAll(Map.of(RawSeries.NAME, sample.name(), "namespace", ID.namespace(), "pod", name));
                points.computeIfAbsent(labels, any -> new Points.Builder())
                        .add(START.plusMillis(atMillis).toEpochMilli(), sample.value());
            }
        }

        boolean isReady(long atMillis) {
            return readyMillis <= atMillis;
        }

        PodInfo pod(long atMillis) {
            return new PodInfo(name, isReady(atMillis) ? Optional.of(START.plusMillis(readyMillis)) : Optional.empty());
        }
    }

    /** Replicas that nobody scales yet, and so many requests a minute for an hour. */
    ClosedLoop(int replicas, double perMinute, ClientHabits habits, long seed) {
        this.random = new Random(seed);
        scale(replicas, 0);
        this.clients = new ImpatientClients(
                ArrivalTimes.of(
                        RateTable.parse("[[3600, " + perMinute + "]]"), ArrivalPattern.POISSON, new Random(seed + 1)),
                any -> new SequenceSpec(25, 178, FinishReason.STOP),
                habits,
                new Random(seed + 2),
                this::balance);
    }

    private Engine balance() {
        var ready = servers.stream().filter(one -> one.isReady(nowMillis)).toList();
        return ready.get(random.nextInt(ready.size())).server.engine();
    }

    private void scale(int replicas, long startupMillis) {
        while (servers.size() < replicas) {
            servers.add(new Server(made++, nowMillis + startupMillis));
        }
        while (servers.size() > replicas) {
            departed.add(servers.remove(servers.size() - 1));
        }
    }

    /** Lets so many minutes pass without anybody scaling. */
    ClosedLoop unscaled(int minutes) {
        advance(nowMillis + minutes * CYCLE_MILLIS);
        return this;
    }

    /** A minute, then what is measured and planned at its end, which the replicas follow. */
    Cycle next() {
        advance(nowMillis + CYCLE_MILLIS);
        var now = START.plusMillis(nowMillis);
        var variant = variant();
        var fleet = Fleets.fleet(variant);
        meter.see(fleet, now);
        var measurements = meter.measure(List.of(variant), series(), List.of(), now);
        var step = planner.plan(new Observation(++cycle, now, fleet, measurements), memory, WorkLimit.NONE);
        memory = step.memory();
        var decision = step.plan().decisions().get(ID);
        var seen = new Cycle(servers.size(), waiting(), measurements.get(ID), decision);
        scale(seen.desired(), STARTUP_MILLIS);
        return seen;
    }

    List<Cycle> cycles(int number) {
        var cycles = new ArrayList<Cycle>();
        for (var i = 0; i < number; i++) {
            cycles.add(next());
        }
        return cycles;
    }

    private int waiting() {
        return servers.stream()
                .mapToInt(one -> one.server.state((double) nowMillis).waiting())
                .sum();
    }

    private Variant variant() {
        var pods = servers.stream().map(one -> one.pod(nowMillis)).toList();
        int ready = (int) pods.stream().filter(PodInfo::ready).count();
        return Fleets.variant(ID, pods.size())
                .withTarget(new TargetState.Found(pods.size(), ready, pods, Optional.empty()));
    }

    private List<RawSeries> series() {
        var oldest =
                START.plusMillis(nowMillis).minus(Measuring.SAMPLING.lookBack()).toEpochMilli();
        var series = new ArrayList<RawSeries>();
        for (var all : List.of(servers, departed)) {
            for (var server : all) {
                server.points.forEach((labels, builder) -> {
                    var points = new Points.Builder();
                    var known = builder.build();
                    for (var i = 0; i < known.size(); i++) {
                        if (known.at(i) > oldest) {
                            points.add(known.at(i), known.value(i));
                        }
                    }
                    series.add(new RawSeries(labels, points.build(), false));
                });
            }
        }
        return series;
    }

    private void advance(long untilMillis) {
        while (nowMillis < untilMillis) {
            nowMillis += 1_000;
            clients.advance((double) nowMillis);
            for (var server : servers) {
                if (server.isReady(nowMillis) && nowMillis % SCRAPE_MILLIS == server.phaseMillis) {
                    server.scrape(nowMillis);
                }
            }
        }
    }
}
