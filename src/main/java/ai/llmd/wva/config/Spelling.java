package ai.llmd.wva.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How a text is quoted in a message, and what a mistyped name was meant to be. */
public final class Spelling {
    private static final int LONGEST_QUOTE = 60;
    private static final int MOST_NAMES = 10;

    private Spelling() {}

    /** A value as it is quoted in a message: cut when long. */
    public static String quote(String text) {
        return '"' + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text) + '"';
    }

    /** A URL as it is shown: what is in its query may be a secret. */
    public static String withoutQuery(String url) {
        var at = url.indexOf('?');
        return at < 0 ? url : url.substring(0, at) + "?...";
    }

    /**
     * The known name that is nearest: at most a third of its letters differ (counted as insertions, deletions and
     * replacements; case does not count). Ties break by name.
     */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        return nearest(typed, known, 3);
    }

    /** As {@link #nearest(String, Collection)}, but at most an eighth of the letters may differ. */
    public static Optional<String> close(String typed, Collection<String> known) {
        return nearest(typed, known, 8);
    }

    /** What to say of a name that nothing declares: what it may have been meant to be, else what there is. */
    public static String unknown(String kind, String name, Collection<String> known) {
        return "there is no " + kind + " \"" + name + "\""
                + nearest(name, known)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElseGet(() -> known.isEmpty() ? "; none is declared" : " (there are: " + some(known) + ")");
    }

    private static String some(Collection<String> known) {
        var first = known.stream().sorted().limit(MOST_NAMES).toList();
        return String.join(", ", first) + (known.size() > MOST_NAMES ? ", ..." : "");
    }

    private static Optional<String> nearest(String typed, Collection<String> known, int lettersPerSlip) {
        return known.stream()
                .filter(name -> distance(typed, name) <= Math.max(1, name.length() / lettersPerSlip))
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, row by row. */
    private static int distance(String typed, String name) {
        var left = typed.toLowerCase(Locale.ROOT);
        var right = name.toLowerCase(Locale.ROOT);
        var previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            var current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
