package ai.llmd.wva.optimize.input;

import java.util.Optional;

/**
 * One text that was given.
 *
 * @param name how messages call it: the path as it was given, or {@code stdin}
 * @param folder the folder that it was found in, where a folder was given rather than the file
 */
public record Source(String name, String text, Optional<String> folder) {
    public Source(String name, String text) {
        this(name, text, Optional.empty());
    }
}
