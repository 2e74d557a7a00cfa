package ai.llmd.wva.text;

/** Colours for a terminal, or none. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String END = "\u001b[0m";

    public String strong(String text) {
        return in("1", text);
    }

    public String warning(String text) {
        return in("33", text);
    }

    public String alarm(String text) {
        return in("31", text);
    }

    public String faint(String text) {
        return in("2", text);
    }

    private String in(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + END;
    }
}
