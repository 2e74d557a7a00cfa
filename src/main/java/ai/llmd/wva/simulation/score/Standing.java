package ai.llmd.wva.simulation.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A contender on a shape.
 *
 * @param runs one for each seed, in order of seeds
 */
public record Standing(String shape, String contender, List<RunScore> runs) {
    public Standing {
        runs = runs.stream().sorted(Comparator.comparingLong(RunScore::seed)).toList();
    }

    public Estimate estimate(Measure measure) {
        return Estimate.of(runs.stream().map(run -> run.value(measure)).toList());
    }

    /** By how much this one lies above the other, on the seeds that both ran. */
    public Estimate difference(Measure measure, Standing other) {
        var differences = new ArrayList<Double>();
        for (var run : runs) {
            other.runs.stream()
                    .filter(its -> its.seed() == run.seed())
                    .forEach(its -> differences.add(run.value(measure) - its.value(measure)));
        }
        return Estimate.of(differences);
    }

    /** Seeds that both ran. */
    List<Long> commonWith(Standing other) {
        var its = other.runs.stream().map(RunScore::seed).toList();
        return runs.stream().map(RunScore::seed).filter(its::contains).toList();
    }

    /** Its runs with these seeds. */
    Standing only(List<Long> seeds) {
        return new Standing(
                shape,
                contender,
                runs.stream().filter(run -> seeds.contains(run.seed())).toList());
    }
}
