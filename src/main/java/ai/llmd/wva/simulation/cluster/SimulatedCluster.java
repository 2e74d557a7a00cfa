package ai.llmd.wva.simulation.cluster;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.outcome.ReplicaLife;
import ai.llmd.wva.simulation.workload.Draws;
import ai.llmd.wva.simulation.workload.Substreams;
import ai.llmd.wva.simulation.workload.VariantSetup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Deployments, the devices that their pods wait for, and each pod's way from pending over starting and ready to
 * draining and gone. A pod that drains serves what it has for ten minutes at most.
 */
public final class SimulatedCluster {
    private static final double LONGEST_DRAIN_MILLIS = 600_000;
    private static final double DRAIN_CHECK_MILLIS = 1_000;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final Agenda agenda;
    private final Scene scene;
    private final ReplicaEvents events;
    private final List<Deployment> deployments = new ArrayList<>();
    private final SortedMap<String, Devices> devices = new TreeMap<>();
    private final List<SimulatedReplica> pending = new ArrayList<>();
    private final List<SimulatedReplica> everMade = new ArrayList<>();
    private final RandomGenerator[] coldStarts;
    private final RandomGenerator reclaims;

    /** A cluster whose initial replicas are ready at the agenda's now. */
    public SimulatedCluster(Agenda agenda, Scene scene, ReplicaEvents events) {
        this.agenda = agenda;
        this.scene = scene;
        this.events = events;
        this.reclaims = Substreams.of(scene.seed(), "reclaims", 0);
        this.coldStarts = new RandomGenerator[scene.targets().size()];
        for (var target : scene.targets()) {
            coldStarts[target.index()] = Substreams.of(scene.seed(), "cold starts", target.index());
            deployments.add(new Deployment(target));
        }
        for (var target : scene.targets()) {
            var deployment = deployments.get(target.index());
            deployment.ask(target.initialReplicas());
            devicesOf(target).present((long) target.devicesPerReplica() * target.initialReplicas());
            for (var i = 0; i < target.initialReplicas(); i++) {
                var pod = make(deployment, agenda.nowMillis());
                if (devicesOf(target).tryTake(target.devicesPerReplica())) {
                    pod.schedule(agenda.nowMillis());
                    becomeReady(pod);
                } else {
                    pending.add(pod);
                }
            }
        }
        place();
    }

    /** By the index of their targets. */
    public List<Deployment> deployments() {
        return Collections.unmodifiableList(deployments);
    }

    /** Replicas of a model that serve, in order of creation within each target. */
    public List<SimulatedReplica> ready(int model) {
        var ready = new ArrayList<SimulatedReplica>();
        for (var deployment : deployments) {
            if (deployment.target().model() == model) {
                for (var pod : deployment.pods()) {
                    if (pod.isReady()) {
                        ready.add(pod);
                    }
                }
            }
        }
        return ready;
    }

    /** Asks a target to have so many replicas. */
    public void scale(int target, int replicas) {
        var deployment = deployments.get(target);
        deployment.ask(replicas);
        while (deployment.pods().size() > replicas) {
            delete(deployment, deployment.removeOne());
        }
        refill(deployment);
        place();
    }

    /** Has every engine get on to now. */
    public void advance() {
        for (var pod : everMade) {
            if (!pod.isGone()) {
                pod.state(agenda.nowMillis());
            }
        }
    }

    /** Every replica that ever was, in order of creation. */
    public List<ReplicaLife> lives() {
        return everMade.stream().map(SimulatedReplica::life).toList();
    }

    private void refill(Deployment deployment) {
        while (deployment.pods().size() < deployment.spec()) {
            pending.add(make(deployment, agenda.nowMillis()));
        }
    }

    private SimulatedReplica make(Deployment deployment, double createdMillis) {
        var target = deployment.target();
        var pod = new SimulatedReplica(target, deployment.nextName(), createdMillis, events);
        deployment.add(pod);
        everMade.add(pod);
        return pod;
    }

    private VariantSetup setup(Target target) {
        return scene.workload().variants().get(target.index());
    }

    private Devices devicesOf(Target target) {
        var setup = scene.workload().cluster();
        var type = setup(target).accelerator();
        return devices.computeIfAbsent(
                type,
                any -> new Devices(
                        agenda,
                        setup.devicesOf(type).orElse(Integer.MAX_VALUE),
                        setup.nodeProvisioningSeconds() * 1000,
                        this::place));
    }

    /** Gives devices to pods that wait for them, first come, first served within each type. */
    private void place() {
        var waiting = new TreeMap<String, Long>();
        for (var iterator = pending.iterator(); iterator.hasNext(); ) {
            var pod = iterator.next();
            var target = pod.target();
            var type = setup(target).accelerator();
            if (!waiting.containsKey(type) && devicesOf(target).tryTake(target.devicesPerReplica())) {
                iterator.remove();
                begin(pod);
            } else {
                waiting.merge(type, (long) target.devicesPerReplica(), Long::sum);
            }
        }
        waiting.forEach((type, count) -> devices.get(type).request(count));
    }

    private void begin(SimulatedReplica pod) {
        pod.schedule(agenda.nowMillis());
        var coldStart = setup(pod.target()).coldStart();
        agenda.in(1000 * coldStart.drawSeconds(coldStarts[pod.target().index()]), () -> {
            if (!pod.isLeaving()) {
                becomeReady(pod);
            }
        });
    }

    private void becomeReady(SimulatedReplica pod) {
        pod.becomeReady(agenda.nowMillis());
        events.ready(pod);
        var perHour = scene.workload().cluster().spotReclaimsPerReplicaHour();
        if (perHour > 0) {
            agenda.in(Draws.exponential(reclaims) / perHour * MILLIS_PER_HOUR, () -> reclaim(pod));
        }
    }

    private void delete(Deployment deployment, SimulatedReplica pod) {
        pod.drain(agenda.nowMillis());
        if (!pod.isScheduled()) {
            pending.remove(pod);
            pod.go(agenda.nowMillis());
            deployment.forget(pod);
            return;
        }
        checkDrained(deployment, pod, agenda.nowMillis() + LONGEST_DRAIN_MILLIS);
    }

    private void checkDrained(Deployment deployment, SimulatedReplica pod, double giveUpMillis) {
        if (pod.isGone()) {
            return;
        }
        var state = pod.state(agenda.nowMillis());
        if (state.outstanding() > 0 && agenda.nowMillis() < giveUpMillis) {
            agenda.in(DRAIN_CHECK_MILLIS, () -> checkDrained(deployment, pod, giveUpMillis));
            return;
        }
        pod.go(agenda.nowMillis());
        leave(deployment, pod);
    }

    /** A spot instance is taken back; its Deployment makes another pod. */
    private void reclaim(SimulatedReplica pod) {
        if (pod.isGone()) {
            return;
        }
        var deployment = deployments.get(pod.target().index());
        pod.state(agenda.nowMillis());
        pod.reclaim(agenda.nowMillis());
        leave(deployment, pod);
        refill(deployment);
        place();
    }

    private void leave(Deployment deployment, SimulatedReplica pod) {
        deployment.forget(pod);
        events.gone(pod);
        devicesOf(pod.target()).release(pod.target().devicesPerReplica());
    }
}
