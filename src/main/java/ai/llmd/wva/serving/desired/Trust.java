package ai.llmd.wva.serving.desired;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whom to believe.
 *
 * @param leading whether this process leads, by its own clock
 * @param leaderSilence how long there has been no leader, as far as this process sees: zero while there is one, empty
 *     where it never saw one
 * @param trustFor how long what the last leader wrote is served without one
 */
public record Trust(BooleanSupplier leading, Supplier<Optional<Duration>> leaderSilence, Duration trustFor) {

    /** Whether the plans of this process hold. */
    boolean inOwnPlans() {
        return leading.getAsBoolean();
    }

    /** Whether what a leader wrote into status holds. */
    boolean inStatus() {
        return leading.getAsBoolean()
                || leaderSilence
                        .get()
                        .map(silence -> silence.compareTo(trustFor) <= 0)
                        .orElse(false);
    }
}
