package ai.llmd.wva.simulation.score;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;
import static ai.llmd.wva.model.Units.SECONDS_PER_HOUR;

import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.outcome.ReplicaLife;
import ai.llmd.wva.simulation.outcome.RunResult;
import java.util.EnumMap;

/** Scores a run by its facts. */
public final class Scorer {
    private Scorer() {}

    public static RunScore score(RunResult run, Yardstick yardstick) {
        var values = new EnumMap<Measure, Double>(Measure.class);
        RequestScore.of(run, values);
        spending(run, yardstick, values);
        FitScore.of(run, yardstick.needed(), values);
        ScalingScore.of(run, values);
        values.put(
                Measure.HELD, (double) run.notes().stream().filter(Note::held).count());
        return new RunScore(run.scene().seed(), values);
    }

    private static void spending(RunResult run, Yardstick yardstick, EnumMap<Measure, Double> values) {
        double millis = 0;
        double cents = 0;
        for (var replica : run.replicas()) {
            double paid = paidMillis(replica, run.durationMillis());
            millis += paid;
            cents += hours(paid) * run.scene().targets().get(replica.target()).centsPerHour();
        }
        values.put(Measure.REPLICA_HOURS, hours(millis));
        values.put(Measure.AVERAGE_REPLICAS, millis / run.durationMillis());
        values.put(Measure.COST, cents);
        double least = yardstick.leastCostCents();
        values.put(Measure.REGRET, least > 0 ? cents / least - 1 : Double.NaN);
    }

    /** From creation to termination, as far as it lies within the run. */
    private static double paidMillis(ReplicaLife replica, double durationMillis) {
        double from = Math.max(0, replica.createdMillis());
        double to = Double.isNaN(replica.goneMillis()) ? durationMillis : replica.goneMillis();
        return Math.max(0, Math.min(to, durationMillis) - from);
    }

    private static double hours(double millis) {
        return millis / MILLIS_PER_SECOND / SECONDS_PER_HOUR;
    }
}
