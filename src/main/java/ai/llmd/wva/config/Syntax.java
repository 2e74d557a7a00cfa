package ai.llmd.wva.config;

import tools.jackson.core.JacksonException;

/** Says where a JSON or YAML text stops making sense. */
final class Syntax {
    private Syntax() {}

    /** For instance {@code is not valid JSON at line 3, column 7: Unexpected character ...}. */
    static String fault(String language, JacksonException e) {
        var at = e.getLocation();
        var where =
                at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "is not valid " + language + where + ": " + firstLine(e.getOriginalMessage());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("no reason given").strip();
    }
}
