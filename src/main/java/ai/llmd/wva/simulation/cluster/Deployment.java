package ai.llmd.wva.simulation.cluster;

import ai.llmd.wva.simulation.contender.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The pods of one target, made and deleted as a ReplicaSet does it. */
public final class Deployment {
    /**
     * Which pods a ReplicaSet deletes first: those without a node, then those that are not ready, then those that
     * became ready last, then the youngest (kubernetes.io/docs/concepts/workloads/controllers/replicaset, "Scaling a
     * ReplicaSet").
     */
    private static final Comparator<SimulatedReplica> DELETED_FIRST = Comparator.<SimulatedReplica, Boolean>comparing(
                    SimulatedReplica::isScheduled)
            .thenComparing(SimulatedReplica::isReady)
            .thenComparing(replica -> replica.isReady() ? -replica.readyMillis() : 0)
            .thenComparing(replica -> -replica.createdMillis());

    private final Target target;
    private final List<SimulatedReplica> pods = new ArrayList<>();
    private final List<SimulatedReplica> leaving = new ArrayList<>();
    private int spec;
    private int made;

    Deployment(Target target) {
        this.target = target;
    }

    public Target target() {
        return target;
    }

    /** {@code .spec.replicas}. */
    public int spec() {
        return spec;
    }

    /** Pods that were made and are not being deleted, in order of creation. */
    public List<SimulatedReplica> pods() {
        return pods;
    }

    /** Pods that are being deleted and still serve what they have. */
    public List<SimulatedReplica> leaving() {
        return leaving;
    }

    /** Of its pods, those that serve. */
    public int ready() {
        var ready = 0;
        for (var pod : pods) {
            ready += pod.isReady() ? 1 : 0;
        }
        return ready;
    }

    void ask(int replicas) {
        spec = replicas;
    }

    String nextName() {
        return target.name() + "-" + ++made;
    }

    void add(SimulatedReplica pod) {
        pods.add(pod);
    }

    /** Takes the pod that is deleted first out of its pods. */
    SimulatedReplica removeOne() {
        var first = pods.get(0);
        for (var pod : pods) {
            if (DELETED_FIRST.compare(pod, first) <= 0) {
                first = pod;
            }
        }
        remove(first);
        return first;
    }

    void remove(SimulatedReplica pod) {
        pods.remove(pod);
        leaving.add(pod);
    }

    void forget(SimulatedReplica pod) {
        pods.remove(pod);
        leaving.remove(pod);
    }
}
