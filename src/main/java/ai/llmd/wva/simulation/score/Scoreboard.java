package ai.llmd.wva.simulation.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every contender on every shape.
 *
 * @param shapes in the order in which they were asked for; so are the contenders
 * @param standings by shape, then contender; one that failed is missing
 */
public record Scoreboard(List<String> shapes, List<String> contenders, List<Long> seeds, List<Standing> standings) {
    /** In place of a shape: all of them. */
    public static final String ALL = "all shapes";

    public Scoreboard {
        shapes = List.copyOf(shapes);
        contenders = List.copyOf(contenders);
        seeds = List.copyOf(seeds);
        standings = List.copyOf(standings);
    }

    public Optional<Standing> standing(String shape, String contender) {
        return standings.stream()
                .filter(one -> one.shape().equals(shape) && one.contender().equals(contender))
                .findFirst();
    }

    /**
     * A contender on all shapes together, each counting alike: for every seed the mean over shapes. Empty for one that
     * did not run all of them; a measure that has no value on one shape has none here.
     */
    public Optional<Standing> overall(String contender) {
        var bySeed = new TreeMap<Long, List<RunScore>>();
        for (var shape : shapes) {
            standing(shape, contender)
                    .map(Standing::runs)
                    .orElse(List.of())
                    .forEach(run -> bySeed.computeIfAbsent(run.seed(), seed -> new ArrayList<>())
                            .add(run));
        }
        var runs = new ArrayList<RunScore>();
        bySeed.forEach((seed, scores) -> {
            if (scores.size() == shapes.size()) {
                runs.add(mean(seed, scores));
            }
        });
        return runs.isEmpty() ? Optional.empty() : Optional.of(new Standing(ALL, contender, runs));
    }

    private static RunScore mean(long seed, List<RunScore> scores) {
        var values = new TreeMap<Measure, Double>();
        for (var measure : Measure.values()) {
            double sum = 0;
            for (var score : scores) {
                sum += score.value(measure);
            }
            values.put(measure, sum / scores.size());
        }
        return new RunScore(seed, values);
    }
}
