package ai.llmd.wva.engine;

/**
 * The steps of a batch. Sequences that decode move on with it, and work out their own tokens from the step in which
 * they joined, so that a step touches none of them.
 */
final class StepCount {
    /** Steps begun: {@code done}, or one more while a step is under way. */
    long started;

    long done;
    double startedAtMillis;
    double endedAtMillis;
}
