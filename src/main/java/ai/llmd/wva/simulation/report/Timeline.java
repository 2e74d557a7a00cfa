package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.outcome.Note;
import java.util.List;
import java.util.Map;

/**
 * A run over time, thinned out for drawing.
 *
 * @param stepSeconds what one point stands for
 * @param notes what was decided, and why
 */
public record Timeline(
        String shape, String contender, long seed, double stepSeconds, List<TargetLines> targets, List<Note> notes) {
    public Timeline {
        targets = List.copyOf(targets);
        notes = List.copyOf(notes);
    }

    /**
     * One target.
     *
     * @param ttftMillis the target for the time to first token; so for the time between tokens
     * @param lines one value for each step; NaN where there is none
     */
    public record TargetLines(String name, double ttftMillis, double itlMillis, Map<LineSeries, double[]> lines) {
        public TargetLines {
            lines = Map.copyOf(lines);
        }
    }
}
