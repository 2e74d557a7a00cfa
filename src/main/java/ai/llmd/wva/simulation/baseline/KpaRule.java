package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.contender.TargetSight;

/** The decider of Knative's pod autoscaler for one target. */
final class KpaRule implements TargetRule {
    private static final double STABLE_SECONDS = 60;
    private static final double PANIC_SECONDS = 6;
    private static final double PANIC_THRESHOLD = 2;
    private static final double MAX_UP_RATE = 1000;
    private static final double MAX_DOWN_RATE = 2;
    private static final double CALM = Double.NaN;

    private final Target target;
    private final double aim;
    private final RecentValues concurrency = new RecentValues(STABLE_SECONDS);
    private boolean begun;
    private double panickedAtMillis = CALM;
    private int mostInPanic;

    /** @param aim requests at once for each replica */
    KpaRule(Target target, double aim) {
        this.target = target;
        this.aim = aim;
    }

    @Override
    public void look(TargetSight sight, double nowMillis, Orders orders) {
        concurrency.add(nowMillis, sight.outstandingNow());
        begin(nowMillis, sight.readyReplicas());
        var desired = PoolSize.within(target, desired(nowMillis, sight.readyReplicas()));
        if (desired != sight.specReplicas()) {
            orders.note(target.index(), desired, false, isPanicking() ? "panic" : "stable");
            orders.scale(target.index(), desired);
        }
    }

    /** An autoscaler that finds more than one replica begins in panic, so as to keep them until it knows enough. */
    private void begin(double nowMillis, int ready) {
        if (!begun && ready > 1) {
            panickedAtMillis = nowMillis;
            mostInPanic = ready;
        }
        begun = true;
    }

    private int desired(double nowMillis, int readyReplicas) {
        var ready = Math.max(1, readyReplicas);
        var stable = bounded(StrictMath.ceil(concurrency.mean() / aim), ready);
        var panicWants = StrictMath.ceil(concurrency.newestMean(PANIC_SECONDS) / aim);
        if (panicWants / ready >= PANIC_THRESHOLD) {
            panickedAtMillis = nowMillis;
        } else if (isPanicking() && panickedAtMillis + 1000 * STABLE_SECONDS < nowMillis) {
            panickedAtMillis = CALM;
            mostInPanic = 0;
        }
        if (!isPanicking()) {
            return stable;
        }
        mostInPanic = Math.max(mostInPanic, Math.max(stable, bounded(panicWants, ready)));
        return mostInPanic;
    }

    private boolean isPanicking() {
        return !Double.isNaN(panickedAtMillis);
    }

    private static int bounded(double wanted, int ready) {
        var least = StrictMath.floor(ready / MAX_DOWN_RATE);
        return (int) Math.min(Math.max(wanted, least), StrictMath.ceil(MAX_UP_RATE * ready));
    }
}
