package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What the cheapest target of a model has to do.
 *
 * @param demand all of the model's, on this target
 * @param othersReplicas what the minimum of the model's other targets is worth, in replicas of this one
 */
record ModelShare(TargetDemand demand, double othersReplicas) {

    /** For each model that has targets, in order of the models. */
    static List<ModelShare> of(Scene scene) {
        var byModel = new TreeMap<Integer, List<TargetDemand>>();
        for (var target : scene.targets()) {
            byModel.computeIfAbsent(target.model(), model -> new ArrayList<>())
                    .add(TargetDemand.of(scene, target.index()));
        }
        var shares = new ArrayList<ModelShare>();
        byModel.values().forEach(demands -> shares.add(cheapest(demands)));
        return shares;
    }

    private static ModelShare cheapest(List<TargetDemand> demands) {
        var cheapest = demands.stream()
                .min(Comparator.<TargetDemand>comparingDouble(
                                demand -> demand.target().centsPerHour() * demand.requestMillis())
                        .thenComparingInt(demand -> demand.target().index()))
                .orElseThrow();
        var others = 0.0;
        for (var demand : demands) {
            if (demand != cheapest) {
                others += demand.target().minReplicas() * cheapest.requestMillis() / demand.requestMillis();
            }
        }
        return new ModelShare(cheapest, others);
    }

    /**
     * Work that can have been done by the end of each bin: what has come, as fast as the most replicas do it.
     *
     * @param startBins whole bins before which there are no more than the initial replicas
     */
    double[] possible(double initialReplicas, double startBins) {
        var target = demand.target();
        var arrived = demand.arrived();
        var possible = new double[arrived.length];
        var waiting = 0.0;
        var done = 0.0;
        for (int i = 0; i < arrived.length; i++) {
            waiting += arrived[i];
            var most = i < startBins ? initialReplicas : target.maxReplicas();
            var work = Math.min(waiting, (most + othersReplicas) * Bins.MILLIS);
            waiting -= work;
            done += work;
            possible[i] = done;
        }
        return possible;
    }

    /** Work that must have been done by then, as far as it can. */
    double[] due(double[] possible) {
        var due = demand.due();
        var sum = 0.0;
        for (int i = 0; i < due.length; i++) {
            sum += due[i];
            due[i] = Math.min(sum, possible[i]);
        }
        return due;
    }

    Target target() {
        return demand.target();
    }
}
