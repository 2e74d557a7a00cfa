package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Why contenders decided as they did, where they changed what they want. */
public final class ReasonText {
    private ReasonText() {}

    /** A block for each run that gave reasons. */
    public static List<String> lines(List<Timeline> timelines) {
        var lines = new ArrayList<String>();
        for (var timeline : timelines) {
            var changes = changes(timeline);
            if (!changes.isEmpty()) {
                lines.add("");
                lines.add(timeline.contender() + " on " + timeline.shape() + ", seed " + timeline.seed() + ":");
                lines.addAll(changes);
            }
        }
        return lines;
    }

    private static List<String> changes(Timeline timeline) {
        var lines = new ArrayList<String>();
        var before = new TreeMap<Integer, Note>();
        for (var note : timeline.notes()) {
            var last = before.put(note.target(), note);
            if (!note.why().isEmpty() && (last == null || last.desired() != note.desired())) {
                lines.add("  " + Text.number(note.atMillis() / 1000) + " s  "
                        + timeline.targets().get(note.target()).name() + " -> " + note.desired() + ": " + note.why());
            }
        }
        return lines;
    }
}
