package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.score.Yardstick;
import java.util.TreeMap;

/** What runs are measured against. */
public final class HindsightYardstick {
    private HindsightYardstick() {}

    /**
     * The bound on cost, and for each model the replicas of its cheapest target that are busy if every request is
     * served when it comes; never fewer than the minimum of all its targets.
     */
    public static Yardstick of(Scene scene) {
        var shares = ModelShare.of(scene);
        var busy = new TreeMap<Integer, double[]>();
        var least = new TreeMap<Integer, Integer>();
        for (var share : shares) {
            busy.put(share.target().model(), share.demand().busyReplicas());
        }
        for (var target : scene.targets()) {
            least.merge(target.model(), target.minReplicas(), Integer::sum);
        }
        return new Yardstick(OracleBound.of(scene, shares).cents(), (model, atMillis) -> {
            var bins = busy.get(model);
            return Math.max(least.get(model), bins[Bins.index(atMillis, Bins.MILLIS, bins.length)]);
        });
    }
}
