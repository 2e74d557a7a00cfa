package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.EngineGauge;
import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.contender.TargetSight;

/** AIBrix's autoscaler for one target. */
final class ApaRule implements TargetRule {
    private static final double WINDOW_SECONDS = 30;
    private static final double DOWN_COOLDOWN_SECONDS = 300;
    private static final double UP_TOLERANCE = 0.1;
    private static final double DOWN_TOLERANCE = 0.2;
    private static final double MAX_RATE = 2;

    private final Target target;
    private final double aim;
    private final RecentValues usage = new RecentValues(WINDOW_SECONDS);
    private final RecentValues recommendations = new RecentValues(DOWN_COOLDOWN_SECONDS);

    ApaRule(Target target, double aim) {
        this.target = target;
        this.aim = aim;
    }

    @Override
    public void look(TargetSight sight, double nowMillis, Orders orders) {
        var current = sight.specReplicas();
        var perPod = meanOfPods(sight.perPod(EngineGauge.KV_CACHE_USAGE));
        if (current == 0) {
            orders.scale(target.index(), HpaLoop.minReplicas(target));
        } else if (Double.isNaN(perPod)) {
            orders.note(target.index(), current, true, "no pod gives its KV usage");
        } else {
            var ratio = usage.add(nowMillis, perPod).mean() / aim;
            follow(nowMillis, current, guarded(ratio, current, sight.readyReplicas()), orders);
        }
    }

    private void follow(double nowMillis, int current, int recommended, Orders orders) {
        recommendations.add(nowMillis, recommended);
        var stabilized = recommended < current ? (int) recommendations.least() : recommended;
        var desired = Math.max(HpaLoop.minReplicas(target), Math.min(stabilized, target.maxReplicas()));
        if (desired != current) {
            orders.note(target.index(), desired, false, "");
            orders.scale(target.index(), desired);
        }
    }

    /** What the algorithm wants, with pods that start at 0 for scaling up, and at their aim for scaling down. */
    private static int guarded(double ratio, int current, int ready) {
        var wanted = recommended(ratio, current);
        var starting = Math.max(0, current - ready);
        if (starting == 0 || wanted == current) {
            return wanted;
        }
        return wanted > current
                ? Math.min(wanted, Math.max(current, (int) StrictMath.ceil(ratio * ready)))
                : Math.max(wanted, Math.min(current, (int) StrictMath.ceil(ratio * ready + starting)));
    }

    /** The algorithm. */
    static int recommended(double ratio, int current) {
        var wanted = (int) StrictMath.ceil(current * ratio);
        if (ratio > 1 + UP_TOLERANCE) {
            return Math.min(wanted, (int) StrictMath.ceil(MAX_RATE * current));
        }
        return ratio < 1 - DOWN_TOLERANCE ? Math.max(wanted, (int) StrictMath.floor(current / MAX_RATE)) : current;
    }

    private static double meanOfPods(double[] values) {
        var sum = 0.0;
        var count = 0;
        for (var value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }
}
