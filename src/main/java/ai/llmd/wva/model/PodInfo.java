package ai.llmd.wva.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A pod of a scale target.
 *
 * @param readySince when it last became ready; empty while it is not ready
 */
public record PodInfo(String name, Optional<Instant> readySince) {
    public PodInfo {
        Checks.text(name, "pod name");
    }

    public boolean ready() {
        return readySince.isPresent();
    }
}
