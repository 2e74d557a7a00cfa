package ai.llmd.wva.simulation.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What policies cost that attain the same: of each, the cheapest of its variants that attains no less than a reference
 * but for one request in a thousand, else the one that attains most.
 *
 * @param chosen of one policy
 * @param reached it attains no less than the reference
 */
public record EqualAttainment(Standing chosen, boolean reached) {
    /** A contender's name before the value of its parameter. */
    private static final String VALUE = "@";

    /** Attainments that differ by no more are the same: one request in a thousand. */
    private static final double SAME = 0.001;

    /** Whether one of them is a variant of another. */
    public static boolean isSwept(List<String> contenders) {
        return contenders.stream().anyMatch(name -> name.contains(VALUE));
    }

    /** One for each policy, in the order of their first variants; the reference is its own choice. */
    public static List<EqualAttainment> of(List<Standing> standings, Standing reference) {
        var families = new LinkedHashMap<String, List<Standing>>();
        for (var standing : standings) {
            families.computeIfAbsent(standing.contender().split(VALUE, 2)[0], name -> new ArrayList<>())
                    .add(standing);
        }
        double level = mean(reference, Measure.ATTAINMENT);
        var all = new ArrayList<EqualAttainment>();
        families.values()
                .forEach(family -> all.add(
                        family.contains(reference) ? new EqualAttainment(reference, true) : choice(family, level)));
        return all;
    }

    private static EqualAttainment choice(List<Standing> family, double level) {
        return family.stream()
                .filter(one -> mean(one, Measure.ATTAINMENT) >= level - SAME)
                .min(Comparator.comparingDouble(one -> mean(one, Measure.COST)))
                .map(one -> new EqualAttainment(one, true))
                .orElseGet(() -> new EqualAttainment(
                        family.stream()
                                .max(Comparator.comparingDouble(one -> mean(one, Measure.ATTAINMENT)))
                                .orElseThrow(),
                        false));
    }

    private static double mean(Standing standing, Measure measure) {
        return standing.estimate(measure).mean();
    }
}
