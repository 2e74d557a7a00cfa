package ai.llmd.wva.config;

import java.util.Optional;

/**
 * The journal of what was measured and decided.
 *
 * @param path the file; {@code -} is stdout, empty = none is written
 * @param maxBytes of one file
 * @param files that are kept
 */
public record JournalConfiguration(Optional<String> path, int maxBytes, int files) {
    /** The path that is no file. */
    public static final String STDOUT = "-";

    public static JournalConfiguration defaults() {
        return new JournalConfiguration(Optional.empty(), 100 * 1024 * 1024, 5);
    }
}
