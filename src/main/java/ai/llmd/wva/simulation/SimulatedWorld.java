package ai.llmd.wva.simulation;

import ai.llmd.wva.engine.Sequence;
import ai.llmd.wva.simulation.cluster.Agenda;
import ai.llmd.wva.simulation.cluster.ClientTraffic;
import ai.llmd.wva.simulation.cluster.Deployment;
import ai.llmd.wva.simulation.cluster.ReplicaEvents;
import ai.llmd.wva.simulation.cluster.SimulatedCluster;
import ai.llmd.wva.simulation.cluster.SimulatedReplica;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.outcome.RequestLedger;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.workload.RequestStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Clients and the replicas that serve them, in virtual time that somebody else lets pass; who watches and scales them
 * is not part of it. Not thread-safe.
 */
public final class SimulatedWorld {
    private static final double MOMENT_MILLIS = 15_000;

    private final Agenda agenda = new Agenda();
    private final RequestLedger ledger = new RequestLedger();
    private final List<Moment> moments = new ArrayList<>();
    private final Scene scene;
    private final double durationMillis;
    private final ClientTraffic traffic;
    private SimulatedCluster cluster;

    /** A world without replicas yet. */
    public SimulatedWorld(Scene scene) {
        var workload = scene.workload();
        this.scene = scene;
        this.durationMillis = workload.durationSeconds() * 1000;
        this.traffic = new ClientTraffic(agenda, scene, RequestStream.of(workload, scene.seed()), ledger);
    }

    /**
     * Makes the initial replicas, ready at once.
     *
     * @param onReady told of each replica that serves from now on, before it gets a request
     */
    public void populate(Consumer<SimulatedReplica> onReady) {
        cluster = new SimulatedCluster(agenda, scene, new Everyone(onReady));
    }

    /** Lets clients come. */
    public void start() {
        traffic.start(cluster);
    }

    /** Writes down how things are, now and every 15 s until the run ends. */
    public void writeDownFromNowOn() {
        agenda.at(agenda.nowMillis(), this::writeDown);
    }

    public Agenda agenda() {
        return agenda;
    }

    public ClientTraffic traffic() {
        return traffic;
    }

    public SimulatedCluster cluster() {
        return cluster;
    }

    /** Every request so far. */
    public RequestLedger ledger() {
        return ledger;
    }

    public Scene scene() {
        return scene;
    }

    /** How long requests come. */
    public double durationMillis() {
        return durationMillis;
    }

    /** Everything that happened. */
    public RunResult result(String contender, List<Note> notes) {
        return new RunResult(
                scene, contender, durationMillis, agenda.nowMillis(), ledger, cluster.lives(), moments, notes);
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

    /** Clients and whoever watches both hear of replicas. */
    private final class Everyone implements ReplicaEvents {
        private final Consumer<SimulatedReplica> onReady;

        private Everyone(Consumer<SimulatedReplica> onReady) {
            this.onReady = onReady;
        }

        @Override
        public void ready(SimulatedReplica replica) {
            onReady.accept(replica);
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
}
