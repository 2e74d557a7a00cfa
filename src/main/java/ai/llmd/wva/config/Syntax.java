package ai.llmd.wva.config;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says where a JSON or YAML text stops making sense. */
public final class Syntax {
    private static final Pattern HINT = Pattern.compile(":? ?enable `[^`]*Feature[^`]*` to allow");

    private Syntax() {}

    /** For instance {@code is not valid JSON at line 3, column 7: Unexpected character ...}. */
    public static String fault(String language, JacksonException e) {
        var at = e.getLocation();
        var where =
                at == null || at.getLineNr() < 1 ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "is not valid " + language + where + ": " + reason(e);
    }

    private static String reason(JacksonException e) {
        if (e instanceof MismatchedInputException) {
            // a tree takes any one value, so the only mismatch is a second one
            return "there is more text after its end";
        }
        // a YAML message names the context first and the fault last, each followed by an indented excerpt
        // what a program could enable, nobody who writes a file can
        return HINT.matcher(e.getOriginalMessage())
                .replaceAll("")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .reduce((context, fault) -> fault)
                .orElse("no reason given");
    }
}
