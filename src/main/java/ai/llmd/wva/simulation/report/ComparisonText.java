package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.score.Comparison;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.Regression;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;

/** What became worse, in words. */
public final class ComparisonText {
    private ComparisonText() {}

    /**
     * A line for each regression, and one that sums up.
     *
     * @param margin that was allowed, as a share
     */
    public static List<String> lines(Comparison comparison, double margin) {
        var lines = new ArrayList<String>();
        comparison.regressions().forEach(regression -> lines.add(line(regression)));
        comparison
                .missing()
                .forEach(missing -> lines.add("note: " + missing.contender() + " on " + missing.shape()
                        + " was not run with the same seeds"));
        if (comparison.compared() == 0) {
            lines.add("nothing of the baseline was run again: there is nothing to compare");
        } else if (comparison.regressions().isEmpty()) {
            lines.add("no worse than the baseline by more than " + Text.percent(margin) + " in "
                    + Text.counted(comparison.compared(), "comparison"));
        } else {
            lines.add(Text.counted(comparison.regressions().size(), "regression") + " beyond " + Text.percent(margin)
                    + " in " + Text.counted(comparison.compared(), "comparison"));
        }
        return lines;
    }

    private static String line(Regression regression) {
        var about = regression.contender() + " on " + regression.shape() + ": ";
        return regression.measure() == Measure.ATTAINMENT
                ? about + "attainment fell from " + Text.percent(regression.before()) + " to "
                        + Text.percent(regression.now())
                : about + "cost rose from " + Text.number(regression.before()) + " to " + Text.number(regression.now())
                        + " cents";
    }
}
