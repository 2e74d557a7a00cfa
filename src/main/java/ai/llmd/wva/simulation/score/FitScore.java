package ai.llmd.wva.simulation.score;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.RunResult;
import java.util.EnumMap;

/**
 * How what there was fits what was needed, model by model, between one moment written down and the next. Too many are
 * those that exist, too few are those that are ready.
 */
final class FitScore {
    private final RunResult run;
    private final Yardstick.Needed needed;
    private final int[] existing;
    private final int[] ready;
    private double over;
    private double under;

    private FitScore(RunResult run, Yardstick.Needed needed) {
        this.run = run;
        this.needed = needed;
        int models = 0;
        for (var target : run.scene().targets()) {
            models = Math.max(models, target.model() + 1);
        }
        existing = new int[models];
        ready = new int[models];
    }

    static void of(RunResult run, Yardstick.Needed needed, EnumMap<Measure, Double> values) {
        var fit = new FitScore(run, needed);
        fit.integrate();
        values.put(Measure.OVER, fit.over);
        values.put(Measure.UNDER, fit.under);
    }

    private void integrate() {
        var moments = run.moments();
        for (int i = 0; i < moments.size(); i++) {
            var moment = moments.get(i);
            add(moment);
            double next = i + 1 < moments.size() ? moments.get(i + 1).atMillis() : run.durationMillis();
            if (next > moment.atMillis()) {
                close(moment.atMillis(), Math.min(next, run.durationMillis()));
            }
        }
    }

    private void add(Moment moment) {
        int model = run.scene().targets().get(moment.target()).model();
        existing[model] += moment.created() + moment.draining();
        ready[model] += moment.ready();
    }

    private void close(double fromMillis, double toMillis) {
        double seconds = Math.max(0, toMillis - fromMillis) / MILLIS_PER_SECOND;
        for (int model = 0; model < existing.length; model++) {
            double wanted = needed.replicas(model, fromMillis);
            // of what is unknown, max() makes the sum unknown
            over += Math.max(0, existing[model] - wanted) * seconds;
            under += Math.max(0, wanted - ready[model]) * seconds;
            existing[model] = 0;
            ready[model] = 0;
        }
    }
}
