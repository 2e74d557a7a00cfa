package ai.llmd.wva.simulation.matrix;

import java.util.List;

/**
 * What is run.
 *
 * @param shapes names, at least one
 * @param contenders names, at least one
 * @param seeds at least one; the first one's runs are kept for the report
 * @param threads that run at the same time, 1 or more
 */
public record MatrixPlan(List<String> shapes, List<String> contenders, List<Long> seeds, int threads) {
    public MatrixPlan {
        shapes = List.copyOf(shapes);
        contenders = List.copyOf(contenders);
        seeds = List.copyOf(seeds);
        if (shapes.isEmpty() || contenders.isEmpty() || seeds.isEmpty() || threads < 1) {
            throw new IllegalArgumentException("shapes, contenders, seeds and threads must be 1 or more: " + shapes
                    + ", " + contenders + ", " + seeds + ", " + threads);
        }
    }

    /** How many runs that makes. */
    public int runs() {
        return shapes.size() * contenders.size() * seeds.size();
    }
}
