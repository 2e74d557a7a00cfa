package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.score.Standing;
import java.util.List;
import java.util.Map;

/** Scores that a test makes up. */
final class Boards {
    private Boards() {}

    static RunScore run(long seed, double attainment, double cents) {
        return new RunScore(
                seed,
                Map.of(
                        Measure.ATTAINMENT,
                        attainment,
                        Measure.COST,
                        cents,
                        Measure.AVERAGE_REPLICAS,
                        cents / 100,
                        Measure.TTFT_P50,
                        250.0));
    }

    static Standing standing(String shape, String contender, RunScore... runs) {
        return new Standing(shape, contender, List.of(runs));
    }

    /** Two shapes, two contenders, two seeds. */
    static Scoreboard board() {
        return new Scoreboard(
                List.of("ramp", "steps"),
                List.of("wva", "keda-slo"),
                List.of(1L, 2L),
                List.of(
                        standing("ramp", "wva", run(1, 0.99, 600), run(2, 0.97, 610)),
                        standing("ramp", "keda-slo", run(1, 0.95, 500), run(2, 0.94, 505)),
                        standing("steps", "wva", run(1, 1, 300), run(2, 1, 300)),
                        standing("steps", "keda-slo", run(1, 0.9, 350), run(2, 0.9, 350))));
    }
}
