package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Sight;
import ai.llmd.wva.simulation.contender.Target;
import java.util.List;
import java.util.function.Function;

/** Looks at all targets at a fixed interval from a phase that the seed draws, each with a rule of its own. */
final class PeriodicScaler implements Scaler {
    private final double firstMillis;
    private final double everyMillis;
    private final List<TargetRule> rules;

    private PeriodicScaler(double firstMillis, double everyMillis, List<TargetRule> rules) {
        this.firstMillis = firstMillis;
        this.everyMillis = everyMillis;
        this.rules = rules;
    }

    static Scaler every(double seconds, Scene scene, Function<Target, TargetRule> rule) {
        return new PeriodicScaler(
                ClockPhase.firstMillis(scene, 1000 * seconds),
                1000 * seconds,
                scene.targets().stream().map(rule).toList());
    }

    @Override
    public double firstLookMillis() {
        return firstMillis;
    }

    @Override
    public double look(Sight sight, Orders orders) {
        for (int i = 0; i < rules.size(); i++) {
            rules.get(i).look(sight.target(i), sight.nowMillis(), orders);
        }
        return sight.nowMillis() + everyMillis;
    }
}
