package ai.llmd.wva.simulation.report;

import ai.llmd.wva.simulation.outcome.Note;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;

/**
 * Which notes are worth showing when there are too many: first those that change something, then some of the others.
 */
final class NoteSelection {
    private NoteSelection() {}

    /** At most so many, in their order. Those that say the same as the one before are left out. */
    static List<Note> of(List<Note> notes, int most) {
        var told = new BitSet(notes.size());
        var changes = new BitSet(notes.size());
        var last = new HashMap<Integer, Note>();
        for (int i = 0; i < notes.size(); i++) {
            var note = notes.get(i);
            var before = last.put(note.target(), note);
            boolean changed = before == null || before.desired() != note.desired() || before.held() != note.held();
            changes.set(i, changed);
            told.set(i, changed || !before.why().equals(note.why()));
        }
        var others = (BitSet) told.clone();
        others.andNot(changes);
        var chosen = spread(changes, most);
        chosen.or(spread(others, most - chosen.cardinality()));
        var selection = new ArrayList<Note>();
        chosen.stream().forEach(index -> selection.add(notes.get(index)));
        return selection;
    }

    /** So many of them at most, evenly. */
    private static BitSet spread(BitSet of, int most) {
        int size = of.cardinality();
        if (size <= most) {
            return of;
        }
        var chosen = new BitSet();
        int index = 0;
        for (int i = of.nextSetBit(0); i >= 0; i = of.nextSetBit(i + 1)) {
            if ((long) index * most / size != (long) (index - 1) * most / size || index == 0) {
                chosen.set(i, most > 0);
            }
            index++;
        }
        return chosen;
    }
}
