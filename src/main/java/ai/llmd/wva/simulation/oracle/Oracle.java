package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Sight;
import ai.llmd.wva.simulation.contender.SweepName;
import ai.llmd.wva.simulation.contender.SweptContender;
import java.util.List;
import java.util.TreeMap;

/**
 * A contender that knows every request beforehand: it plans once and asks for replicas as long before they are needed
 * as they take to start. Every model is served by its cheapest target; models that fight for devices are planned as if
 * there were enough.
 *
 * @param utilization how much of what a full replica can do is planned with, 0.05 to 2
 */
public record Oracle(double utilization) implements SweptContender {
    /** As it is compared with others. */
    public static final Oracle USUAL = new Oracle(Oracle.UTILIZATION);

    private static final double UTILIZATION = 0.95;

    public Oracle {
        SweepName.within("the utilization of the oracle", 0.05, 2, utilization);
    }

    @Override
    public String name() {
        return SweepName.of("oracle", UTILIZATION, utilization);
    }

    @Override
    public Description description() {
        return new Description(
                "knows every request: whole replicas per 5 s by a dynamic program, cost + cold starts + 20 × what is "
                        + "short; asks for them a cold start ahead",
                "utilization " + SweepName.text(utilization) + " of what a full replica does within the limits",
                "possible with hindsight only",
                "utilization");
    }

    @Override
    public List<Double> sweep() {
        return SweepName.values(0.8, 0.85, 0.9, UTILIZATION, 1);
    }

    @Override
    public Oracle at(double value) {
        return new Oracle(value);
    }

    @Override
    public Scaler start(Scene scene) {
        var plans = new TreeMap<Integer, TargetPlan>();
        for (var target : scene.targets()) {
            plans.put(target.index(), TargetPlan.idle(scene, target));
        }
        for (var share : ModelShare.of(scene)) {
            plans.put(share.target().index(), TargetPlan.serving(scene, share, utilization));
        }
        return new Follower(List.copyOf(plans.values()));
    }

    /** Asks for what the plans say. */
    private record Follower(List<TargetPlan> plans) implements Scaler {
        @Override
        public double look(Sight sight, Orders orders) {
            int bin = (int) StrictMath.rint(sight.nowMillis() / Bins.MILLIS);
            for (var plan : plans) {
                int index = plan.target().index();
                int replicas = plan.spec(Math.min(bin, plan.ready().size() - 1));
                if (replicas != sight.target(index).specReplicas()) {
                    orders.note(index, replicas, false, "as planned");
                    orders.scale(index, replicas);
                }
            }
            return (bin + 1) * Bins.MILLIS;
        }
    }
}
