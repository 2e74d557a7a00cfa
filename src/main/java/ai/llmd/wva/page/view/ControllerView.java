package ai.llmd.wva.page.view;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who answers.
 *
 * @param role {@code leader}, {@code standby}, or {@code starting} before it is known what is declared
 * @param leader who leads, as far as is seen here
 * @param cycle of the newest plan of this process, while it leads
 * @param plannedAt when that was measured
 */
public record ControllerView(
        String version,
        String identity,
        String role,
        Optional<String> leader,
        Instant now,
        Instant startedAt,
        OptionalLong cycle,
        Optional<Instant> plannedAt,
        double intervalSeconds,
        String policy,
        String law,
        String mode) {}
