package ai.llmd.wva.planning.solver;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws some of a row of groups. */
final class Draw {
    private Draw() {}

    /** So many of them, the front ones more often; all where there are no more. */
    static int[] some(int[] groups, int size, SplittableRandom random) {
        if (size >= groups.length) {
            return groups;
        }
        var in = new boolean[groups.length];
        int drawn = 0;
        while (drawn < size) {
            double u = random.nextDouble();
            int i = (int) (groups.length * u * u * u);
            if (!in[i]) {
                in[i] = true;
                drawn++;
            }
        }
        return IntStream.range(0, groups.length)
                .filter(i -> in[i])
                .map(i -> groups[i])
                .toArray();
    }
}
