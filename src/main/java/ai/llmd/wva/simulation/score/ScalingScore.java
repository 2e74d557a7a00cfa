package ai.llmd.wva.simulation.score;

import ai.llmd.wva.simulation.outcome.RunResult;
import java.util.Arrays;
import java.util.EnumMap;

/** How often a run changed its mind, as the moments written down show it. */
final class ScalingScore {
    private static final int NOT_SEEN = -1;

    private ScalingScore() {}

    static void of(RunResult run, EnumMap<Measure, Double> values) {
        int targets = run.scene().targets().size();
        var spec = new int[targets];
        Arrays.fill(spec, NOT_SEEN);
        var direction = new int[targets];
        int actions = 0;
        int flips = 0;
        for (var moment : run.moments()) {
            int target = moment.target();
            int change = spec[target] == NOT_SEEN ? 0 : Integer.signum(moment.spec() - spec[target]);
            spec[target] = moment.spec();
            if (change != 0) {
                actions++;
                flips += direction[target] == -change ? 1 : 0;
                direction[target] = change;
            }
        }
        values.put(Measure.SCALE_ACTIONS, (double) actions);
        values.put(Measure.DIRECTION_FLIPS, (double) flips);
    }
}
