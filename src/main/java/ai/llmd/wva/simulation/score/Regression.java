package ai.llmd.wva.simulation.score;

/**
 * A contender that does worse on a shape than it did, on the same seeds.
 *
 * @param before mean
 * @param now mean
 */
public record Regression(String shape, String contender, Measure measure, double before, double now) {}
