package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What no contender can do for less. Replicas come in fractions; a request can be served in no time at all when it
 * comes; at the latest its prompt is read within its latency target, and its answer comes as fast as on a full replica;
 * every replica is as full as it may be for long; cold starts are paid. Every model is served by its cheapest target,
 * the others have their minimum and help. How many devices there are does not bound it, and of the work that even the
 * maximum of replicas could not do it leaves out what is too much.
 *
 * @param targets by their index
 */
public record OracleBound(List<TargetBound> targets) {
    public OracleBound {
        targets = List.copyOf(targets);
    }

    /**
     * The bound for one target.
     *
     * @param replicaSeconds within the time of the workload
     * @param cents what these cost
     */
    public record TargetBound(double replicaSeconds, double cents) {
        static TargetBound of(Target target, double replicaMillis) {
            return new TargetBound(replicaMillis / 1000, replicaMillis / 3_600_000 * target.centsPerHour());
        }
    }

    /** For the requests that a scene's seed makes. */
    public static OracleBound of(Scene scene) {
        return of(scene, ModelShare.of(scene));
    }

    static OracleBound of(Scene scene, List<ModelShare> shares) {
        var plans = new TreeMap<Integer, TargetBound>();
        for (var share : shares) {
            var target = share.demand().target();
            plans.put(target.index(), TargetBound.of(target, replicaMillis(scene, share)));
        }
        var bounds = new ArrayList<TargetBound>();
        for (var target : scene.targets()) {
            var least = target.minReplicas() * 1000 * scene.workload().durationSeconds();
            bounds.add(plans.getOrDefault(target.index(), TargetBound.of(target, least)));
        }
        return new OracleBound(bounds);
    }

    public double replicaSeconds() {
        var sum = 0.0;
        for (var target : targets) {
            sum += target.replicaSeconds();
        }
        return sum;
    }

    public double cents() {
        var sum = 0.0;
        for (var target : targets) {
            sum += target.cents();
        }
        return sum;
    }

    private static double replicaMillis(Scene scene, ModelShare share) {
        var target = share.demand().target();
        var startBins = StrictMath.floor(LeadTime.meanMillis(scene, target) / Bins.MILLIS);
        var possible = share.possible(target.initialReplicas(), startBins);
        var needed = TautString.steps(possible, share.due(possible));
        for (int i = 0; i < needed.length; i++) {
            needed[i] = Math.max(target.minReplicas(), needed[i] / Bins.MILLIS - share.othersReplicas());
        }
        return Bins.MILLIS * HeldReplicas.cost(needed, target.initialReplicas(), startBins);
    }
}
