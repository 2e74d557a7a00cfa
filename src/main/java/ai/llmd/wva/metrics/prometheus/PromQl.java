package ai.llmd.wva.metrics.prometheus;

import java.util.Collection;
import java.util.stream.Collectors;

/** Text that is safe inside PromQL. */
final class PromQl {
    private static final String RE2_SPECIAL = "\\.+*?()|[]{}^$";

    private PromQl() {}

    /** A string literal in double quotes; PromQL has the escapes of Go. */
    static String literal(String text) {
        var literal = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                literal.append('\\').append((char) character);
            } else if (character < ' ' || character == 0x7f) {
                literal.append("\\u%04x".formatted(character));
            } else {
                literal.append((char) character);
            }
        });
        return literal.append('"').toString();
    }

    /** A regular expression (RE2) that matches exactly these names, as a string literal. */
    static String anyOf(Collection<String> names) {
        return literal(names.stream().map(PromQl::quoteRe2).collect(Collectors.joining("|")));
    }

    private static String quoteRe2(String name) {
        var quoted = new StringBuilder(name.length());
        name.chars().forEach(character -> {
            if (RE2_SPECIAL.indexOf(character) >= 0) {
                quoted.append('\\');
            }
            quoted.append((char) character);
        });
        return quoted.toString();
    }
}
