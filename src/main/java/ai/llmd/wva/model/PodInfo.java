package ai.llmd.wva.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A pod of a scale target.
 *
 * @param readySince when it last became ready; empty while it is not ready
 * @param created when it was made, where that is known
 */
public record PodInfo(String name, Optional<Instant> readySince, Optional<Instant> created) {
    public PodInfo {
        Checks.text(name, "pod name");
        Checks.present(created, "created");
    }

    /** One of unknown age. */
    public PodInfo(String name, Optional<Instant> readySince) {
        this(name, readySince, Optional.empty());
    }

    public boolean ready() {
        return readySince.isPresent();
    }
}
