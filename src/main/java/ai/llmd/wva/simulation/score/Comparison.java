package ai.llmd.wva.simulation.score;

import java.util.ArrayList;
import java.util.List;

/**
 * A scoreboard beside an earlier one.
 *
 * @param compared standings that are in both, with a seed in common
 * @param missing standings of the earlier one that are not in this one
 */
public record Comparison(int compared, List<Regression> regressions, List<Standing> missing) {
    public Comparison {
        regressions = List.copyOf(regressions);
        missing = List.copyOf(missing);
    }

    /**
     * Compares attainment and cost on the seeds that both have.
     *
     * @param margin attainment may be lower by so much, as a share of all requests, and cost higher, as a share of what
     *     it was
     */
    public static Comparison of(Scoreboard before, Scoreboard now, double margin) {
        var regressions = new ArrayList<Regression>();
        var missing = new ArrayList<Standing>();
        int compared = 0;
        for (var old : before.standings()) {
            var same = now.standing(old.shape(), old.contender())
                    .filter(one -> !one.commonWith(old).isEmpty());
            if (same.isEmpty()) {
                missing.add(old);
                continue;
            }
            compared++;
            var seeds = same.get().commonWith(old);
            add(regressions, Measure.ATTAINMENT, old.only(seeds), same.get().only(seeds), margin);
            add(regressions, Measure.COST, old.only(seeds), same.get().only(seeds), margin);
        }
        return new Comparison(compared, regressions, missing);
    }

    private static void add(List<Regression> to, Measure measure, Standing old, Standing now, double margin) {
        double before = old.estimate(measure).mean();
        double after = now.estimate(measure).mean();
        double worse = measure == Measure.COST ? after - before * (1 + margin) : before - margin - after;
        // what had a value and has none any more is worse, too
        if (worse > 1e-9 * Math.abs(before) || (!Double.isNaN(before) && Double.isNaN(after))) {
            to.add(new Regression(now.shape(), now.contender(), measure, before, after));
        }
    }
}
