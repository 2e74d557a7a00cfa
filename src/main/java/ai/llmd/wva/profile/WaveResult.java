package ai.llmd.wva.profile;

/** What came of a wave. */
sealed interface WaveResult {
    record Measured(LevelMeasurement measurement) implements WaveResult {}

    /** Answers ended before all requests had decoded together for long enough: longer ones may do. */
    record TooShort(int mostRunning) implements WaveResult {}

    /** That many requests of others ran and waited at the same time. */
    record Disturbed(int running, int waiting) implements WaveResult {}

    /** Requests failed, or the server could not be read. */
    record Failed(String reason) implements WaveResult {}
}
