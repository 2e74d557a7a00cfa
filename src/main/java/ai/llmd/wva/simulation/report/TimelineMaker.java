package ai.llmd.wva.simulation.report;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.report.Timeline.TargetLines;
import ai.llmd.wva.simulation.score.RequestScore;
import ai.llmd.wva.simulation.score.Yardstick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;

/** Thins a run out for drawing. */
public final class TimelineMaker {
    private static final double MOMENT_MILLIS = 15_000;

    private final RunResult run;
    private final Yardstick yardstick;
    private final double stepMillis;
    private final int steps;

    private TimelineMaker(RunResult run, Yardstick yardstick, int mostPoints) {
        this.run = run;
        this.yardstick = yardstick;
        this.stepMillis = MOMENT_MILLIS * Math.max(1, Math.ceil(run.durationMillis() / mostPoints / MOMENT_MILLIS));
        this.steps = Math.max(1, (int) Math.ceil(run.durationMillis() / stepMillis));
    }

    /**
     * The timeline of a run.
     *
     * @param mostPoints so many steps at most
     * @param mostNotes so many notes at most
     */
    public static Timeline of(String shape, RunResult run, Yardstick yardstick, int mostPoints, int mostNotes) {
        var maker = new TimelineMaker(run, yardstick, mostPoints);
        return new Timeline(
                shape,
                run.contender(),
                run.scene().seed(),
                maker.stepMillis / MILLIS_PER_SECOND,
                run.scene().targets().stream().map(maker::target).toList(),
                NoteSelection.of(run.notes(), mostNotes));
    }

    private TargetLines target(Target target) {
        var lines = new EnumMap<LineSeries, double[]>(LineSeries.class);
        for (var series : LineSeries.values()) {
            var values = new double[steps];
            Arrays.fill(values, Double.NaN);
            lines.put(series, values);
        }
        for (int step = 0; step < steps; step++) {
            lines.get(LineSeries.NEEDED)[step] = yardstick.needed().replicas(target.model(), step * stepMillis);
        }
        requests(target, lines);
        moments(target, lines);
        return new TargetLines(target.name(), target.ttftMillis(), target.itlMillis(), lines);
    }

    private void moments(Target target, EnumMap<LineSeries, double[]> lines) {
        for (var moment : run.moments()) {
            int step = (int) (moment.atMillis() / stepMillis);
            if (moment.target() != target.index() || step >= steps) {
                continue;
            }
            lines.get(LineSeries.DESIRED)[step] = moment.spec();
            lines.get(LineSeries.EXISTING)[step] = moment.created() + moment.draining();
            lines.get(LineSeries.READY)[step] = moment.ready();
            lines.get(LineSeries.RUNNING)[step] = moment.running();
            lines.get(LineSeries.WAITING)[step] = moment.waiting() + moment.queued();
        }
    }

    /** Requests come in order of time, so that those of a step lie side by side. */
    private void requests(Target target, EnumMap<LineSeries, double[]> lines) {
        var requests = run.requests();
        int index = 0;
        for (int step = 0; step < steps; step++) {
            double end = step == steps - 1 ? Double.POSITIVE_INFINITY : (step + 1) * stepMillis;
            var ttfts = new ArrayList<Double>();
            var itls = new ArrayList<Double>();
            int missed = 0;
            for (; index < requests.size() && requests.arrivedMillis(index) < end; index++) {
                if (requests.model(index) == target.model()) {
                    ttfts.add(RequestScore.ttftMillis(run, index));
                    itls.add(requests.meanItlMillis(index));
                    missed += RequestScore.meets(run, index) ? 0 : 1;
                }
            }
            double seconds = (Math.min(run.durationMillis(), end) - step * stepMillis) / MILLIS_PER_SECOND;
            lines.get(LineSeries.RATE)[step] = ttfts.size() / seconds;
            lines.get(LineSeries.MISSED)[step] = ttfts.isEmpty() ? 0 : (double) missed / ttfts.size();
            lines.get(LineSeries.TTFT)[step] = nineOfTen(ttfts);
            lines.get(LineSeries.ITL)[step] = nineOfTen(itls);
        }
    }

    private static double nineOfTen(List<Double> values) {
        return RequestScore.quantile(
                values.stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray(),
                0.9);
    }
}
