package ai.llmd.wva.signals;

/**
 * What a source calls things, for messages.
 *
 * @param advice what to check where a variant has no series, as a clause that follows a semicolon
 * @param running the metric of running requests
 * @param finished the metric of finished requests
 */
public record SourceNames(String advice, String running, String finished) {}
