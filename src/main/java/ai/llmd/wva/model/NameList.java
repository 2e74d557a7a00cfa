package ai.llmd.wva.model;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a message, which stays short however many there are. */
public final class NameList {
    private static final int MAX_NAMES = 3;

    private NameList() {}

    /** For instance {@code a, b, c and 2 more}. */
    public static String shortened(Collection<String> names) {
        var shown = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? shown + " and " + (names.size() - MAX_NAMES) + " more" : shown;
    }

    /** For instance {@code "a", "b", "c" and 2 more}. */
    public static String quoted(Collection<String> names) {
        return shortened(names.stream().map(name -> '"' + name + '"').toList());
    }
}
