package ai.llmd.wva.optimize.input;

import ai.llmd.wva.config.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What reading brought to light: errors, without which there is no plan, and notes, with which there is. */
final class Complaints {
    private final Set<String> errors = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    void error(String where, String what) {
        errors.add(where + ": " + what);
    }

    void note(String where, String what) {
        notes.add(where + ": " + what);
    }

    /** A name that nothing declares: what it may have been meant to be, else what there is. */
    void unknown(String where, String kind, String name, Collection<String> known) {
        error(where, Complaints.unknown(kind, name, known));
    }

    static String unknown(String kind, String name, Collection<String> known) {
        return "there is no " + kind + " \"" + name + "\""
                + Spelling.nearest(name, known)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElseGet(() -> known.isEmpty() ? "; none is declared" : " (there are: " + some(known) + ")");
    }

    private static String some(Collection<String> known) {
        int most = 10;
        var first = known.stream().sorted().limit(most).toList();
        return String.join(", ", first) + (known.size() > most ? ", ..." : "");
    }

    boolean any() {
        return !errors.isEmpty();
    }

    int count() {
        return errors.size();
    }

    List<String> errors() {
        return new ArrayList<>(errors);
    }

    List<String> notes() {
        return new ArrayList<>(notes);
    }
}
