package ai.llmd.wva.simulation.matrix;

/**
 * How far a matrix is.
 *
 * @param done runs
 * @param total runs
 * @param shape of the run that ended last; so are contender and seed
 */
public record MatrixProgress(int done, int total, String shape, String contender, long seed) {}
