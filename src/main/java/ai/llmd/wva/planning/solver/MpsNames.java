package ai.llmd.wva.planning.solver;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Names of the rows, or of the columns, of a file in MPS: without blanks, no two alike, and readable all the same. */
final class MpsNames {
    /** Some readers take no more than 255 characters. */
    static final int LONGEST = 200;

    private static final String PLAIN = "._/@-";

    private final Set<String> given = new HashSet<>();

    /** The name, cut where it is too long, and numbered where it was given before. */
    String unique(String name) {
        var cut = name.substring(0, Math.min(name.length(), LONGEST));
        var unique = cut;
        for (int number = 2; !given.add(unique); number++) {
            unique = cut + "#" + number;
        }
        return unique;
    }

    /** A text as a part of a name: letters, digits and some signs as they are, of all else the bytes, as in a URL. */
    static String escaped(String text) {
        var escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char sign = (char) (octet & 0xff);
            if (isPlain(sign)) {
                escaped.append(sign);
            } else {
                escaped.append('%')
                        .append(Character.toUpperCase(Character.forDigit(sign >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(sign & 15, 16)));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(char sign) {
        return (sign >= 'a' && sign <= 'z')
                || (sign >= 'A' && sign <= 'Z')
                || (sign >= '0' && sign <= '9')
                || PLAIN.indexOf(sign) >= 0;
    }
}
