package ai.llmd.wva.page.view;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fast a replica is: as declared, and as learned.
 *
 * @param calibration what is done about learning: {@code on}, {@code observe} or {@code off}
 */
public record ProfileView(Optional<Declared> declared, Optional<Learned> learned, String calibration) {

    /** The declared profile, ms. */
    public record Declared(double alpha, double beta, OptionalDouble gamma, OptionalDouble delta, int maxBatchSize) {}

    /**
     * The learned profile, ms.
     *
     * @param samples measurements that it was learned from
     * @param confidence that it can be planned by, 0..1
     * @param source {@code learned} where decisions are by it, else {@code observed}
     */
    public record Learned(
            double alpha,
            double beta,
            OptionalDouble delta,
            long samples,
            double confidence,
            String source,
            Optional<Instant> updatedAt) {}
}
