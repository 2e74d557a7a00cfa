package ai.llmd.wva.page.view;

import java.time.Instant;
import java.util.Optional;

/** A condition of a variant's status. */
public record ConditionView(String type, String status, String reason, String message, Optional<Instant> since) {}
