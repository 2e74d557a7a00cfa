package ai.llmd.wva.declaration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times in resources, as the API server and controllers write them (RFC 3339). */
public final class Timestamps {
    private Timestamps() {}

    /** The time; empty where there is none, or something else. */
    public static Optional<Instant> read(String text) {
        try {
            return Optional.ofNullable(text)
                    .map(present -> OffsetDateTime.parse(present).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
