package ai.llmd.wva.simulation;

import ai.llmd.wva.engine.Sequence;
import ai.llmd.wva.simulation.cluster.Agenda;
import ai.llmd.wva.simulation.cluster.ClientTraffic;
import ai.llmd.wva.simulation.cluster.Deployment;
import ai.llmd.wva.simulation.cluster.ReplicaEvents;
import ai.llmd.wva.simulation.cluster.SimulatedCluster;
import ai.llmd.wva.simulation.cluster.SimulatedReplica;
import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.monitoring.MonitoredCluster;
import ai.llmd.wva.simulation.monitoring.Monitoring;
import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.outcome.RequestLedger;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.workload.RequestStream;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * One run in virtual time: clients, replicas, monitoring and a contender that scales. The same workload, contender and
 * seed give the same result, to the bit.
 */
public final class Simulation {
    private static final double MOMENT_MILLIS = 15_000;
    private static final double TAIL_MILLIS = 1_200_000;
    private static final double TAIL_STEP_MILLIS = 1_000;

    private final Agenda agenda = new Agenda();
    private final RequestLedger ledger = new RequestLedger();
    private final List<Moment> moments = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final Scene scene;
    private final String contender;
    private final double durationMillis;
    private final ClientTraffic traffic;
    private final Monitoring monitoring;
    private final SimulatedCluster cluster;
    private final Scaler scaler;

    private Simulation(Scene scene, Contender contender) {
        var workload = scene.workload();
        this.scene = scene;
        this.contender = contender.name();
        this.durationMillis = workload.durationSeconds() * 1000;
        this.traffic = new ClientTraffic(agenda, scene, RequestStream.of(workload, scene.seed()), ledger);
        this.monitoring = new Monitoring(agenda, scene);
        this.cluster = new SimulatedCluster(agenda, scene, new Everyone());
        this.scaler = contender.start(scene);
    }

    /**
     * Runs a workload to its end, and on until every request has ended, for 20 minutes at most; meanwhile nothing is
     * scaled any more.
     */
    public static RunResult run(Workload workload, Contender contender, long seed) {
        return run(Scenes.of(workload, seed), contender);
    }

    /** The same of a workload that is set up already, on replicas that no calibration names for instance. */
    public static RunResult run(Scene scene, Contender contender) {
        return new Simulation(scene, contender).run();
    }

    private RunResult run() {
        traffic.start(cluster);
        monitoring.watch(traffic);
        lookAt(scaler.firstLookMillis());
        agenda.at(0, this::writeDown);
        agenda.runUntil(durationMillis);
        while (!traffic.isOver() && agenda.nowMillis() < durationMillis + TAIL_MILLIS) {
            agenda.runUntil(agenda.nowMillis() + TAIL_STEP_MILLIS);
            cluster.advance();
        }
        traffic.leave();
        return new RunResult(
                scene, contender, durationMillis, agenda.nowMillis(), ledger, cluster.lives(), moments, notes);
    }

    private void look() {
        var sight = new MonitoredCluster(cluster, monitoring, traffic, agenda.nowMillis());
        var nextMillis = scaler.look(sight, new Written());
        if (!(nextMillis > agenda.nowMillis())) {
            throw new IllegalStateException(contender + " wants to look again at " + nextMillis + " ms, and it is "
                    + agenda.nowMillis() + " ms");
        }
        lookAt(nextMillis);
    }

    private void lookAt(double millis) {
        if (millis < durationMillis) {
            agenda.at(millis, this::look);
        }
    }

    private void writeDown() {
        for (var deployment : cluster.deployments()) {
            moments.add(moment(deployment));
        }
        if (agenda.nowMillis() + MOMENT_MILLIS <= durationMillis) {
            agenda.in(MOMENT_MILLIS, this::writeDown);
        }
    }

    private Moment moment(Deployment deployment) {
        var running = 0;
        var waiting = 0;
        var usage = 0.0;
        for (var pod : deployment.pods()) {
            var state = pod.state(agenda.nowMillis());
            running += state.running();
            waiting += state.waiting();
            usage += state.kvCacheUsage();
        }
        for (var pod : deployment.leaving()) {
            var state = pod.state(agenda.nowMillis());
            running += state.running();
            waiting += state.waiting();
        }
        var target = deployment.target();
        return new Moment(
                agenda.nowMillis(),
                target.index(),
                deployment.spec(),
                deployment.pods().size(),
                deployment.ready(),
                deployment.leaving().size(),
                running,
                waiting,
                traffic.queued(target.model()),
                usage / Math.max(1, deployment.ready()));
    }

    /** Clients and monitoring both hear of replicas. */
    private final class Everyone implements ReplicaEvents {
        @Override
        public void ready(SimulatedReplica replica) {
            monitoring.watch(replica);
            traffic.ready(replica);
        }

        @Override
        public void gone(SimulatedReplica replica) {
            traffic.gone(replica);
        }

        @Override
        public void finished(SimulatedReplica replica, Sequence sequence) {
            traffic.finished(replica, sequence);
        }
    }

    private final class Written implements Orders {
        @Override
        public void scale(int target, int replicas) {
            cluster.scale(target, replicas);
        }

        @Override
        public void note(int target, int desired, boolean held, String why) {
            notes.add(new Note(agenda.nowMillis(), target, desired, held, why));
        }
    }
}
