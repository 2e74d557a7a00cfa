package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The replicas that a target is to have, and when to ask for them.
 *
 * @param ready that are to serve in each bin
 * @param leadBins from asking to serving
 */
record TargetPlan(Target target, List<Integer> ready, int leadBins) {
    TargetPlan {
        ready = List.copyOf(ready);
    }

    /** For the cheapest target of a model, that no replica may be busier than so much of the time. */
    static TargetPlan serving(Scene scene, ModelShare share, double utilization) {
        var target = share.target();
        var leadBins = LeadTime.safeMillis(scene, target) / Bins.MILLIS;
        var needed = share.demand().busyReplicas();
        var late = 0.0;
        for (int i = 0; i < needed.length; i++) {
            // what is late is done as soon as there are replicas
            var wanted = Math.max(0, needed[i] / utilization - share.othersReplicas()) + late;
            late = Math.max(0, wanted - (i < leadBins ? target.initialReplicas() : target.maxReplicas()));
            needed[i] = wanted;
        }
        var ready =
                ReplicaPlan.of(needed, target.minReplicas(), target.maxReplicas(), target.initialReplicas(), leadBins);
        return new TargetPlan(target, Arrays.stream(ready).boxed().toList(), (int) StrictMath.ceil(leadBins));
    }

    /** For a target that the plan has no use for. */
    static TargetPlan idle(Scene scene, Target target) {
        var bins = Bins.count(scene.workload(), Bins.MILLIS);
        return new TargetPlan(target, Collections.nCopies(bins, target.minReplicas()), 0);
    }

    /** The replicas to ask for in a bin: those that are needed from now until what is asked for now could serve. */
    int spec(int bin) {
        var most = 0;
        for (int i = bin; i <= Math.min(bin + leadBins, ready.size() - 1); i++) {
            most = Math.max(most, ready.get(i));
        }
        return most;
    }
}
