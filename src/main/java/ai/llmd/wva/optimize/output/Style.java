package ai.llmd.wva.optimize.output;

/** Colours for a terminal, or none. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String END = "\u001b[0m";

    String strong(String text) {
        return in("1", text);
    }

    String warning(String text) {
        return in("33", text);
    }

    String alarm(String text) {
        return in("31", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    private String in(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + END;
    }
}
