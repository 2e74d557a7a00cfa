package ai.llmd.wva.benchmark;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.planning.solver.AllocationProblem;
import ai.llmd.wva.planning.solver.Choice;
import ai.llmd.wva.planning.solver.Demand;
import ai.llmd.wva.planning.solver.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Numbered problems of 5 to 60 servers, each size as often as the others: 3 to 10 types of devices, 1 to 3 priorities,
 * replicas of 1 to 8 devices, not every server on every type.
 */
public final class SmallProblems {
    private static final int FEWEST_SERVERS = 5;
    private static final int MOST_SERVERS = 60;
    private static final int FEWEST_TYPES = 3;
    private static final int MOST_TYPES = 10;
    private static final int MOST_PRIORITIES = 3;
    private static final int[] DEVICES = {1, 2, 4, 8};
    private static final double OFFERED = 0.8;
    private static final int MOST_REPLICAS = 50;

    /** Just enough: that one of so many cheapest choices, drawn at random, could be had by each server. */
    private static final int CHEAPEST = 4;

    /** The least capacity, as a share of what is just enough. */
    private static final double LEAST_SHARE = 0.5;

    /** How often there is just enough. */
    private static final double JUST_ENOUGH = 0.25;

    private SmallProblems() {}

    /**
     * A problem, always the same for a number.
     *
     * @param number from 0; of the size, and the seed of everything else
     */
    public static AllocationProblem of(int number) {
        var random = new SplittableRandom(number);
        var centsPerDevice = new double[random.nextInt(FEWEST_TYPES, MOST_TYPES + 1)];
        for (int type = 0; type < centsPerDevice.length; type++) {
            centsPerDevice[type] = StrictMath.rint(100 * logUniform(5, 200, random)) / 100;
        }
        int priorities = random.nextInt(1, MOST_PRIORITIES + 1);
        int servers = FEWEST_SERVERS + number % (MOST_SERVERS - FEWEST_SERVERS + 1);
        var demands = new ArrayList<Demand>();
        for (int server = 0; server < servers; server++) {
            var choices = choices("server-" + server, centsPerDevice, random);
            demands.add(new Demand("server-" + server, random.nextInt(1, priorities + 1), choices));
        }
        var capacity = capacity(demands, centsPerDevice.length, random);
        return new AllocationProblem(demands, capacity, SaturationPolicy.NONE);
    }

    /** One on each of most types; a device carries roughly what it costs. */
    private static List<Choice> choices(String server, double[] centsPerDevice, SplittableRandom random) {
        double load = logUniform(20, 2000, random);
        var choices = new ArrayList<Choice>();
        while (choices.isEmpty()) {
            for (int type = 0; type < centsPerDevice.length; type++) {
                int devices = DEVICES[random.nextInt(DEVICES.length)];
                double cents = devices * centsPerDevice[type];
                int replicas = (int) StrictMath.ceil(load / (cents * random.nextDouble(0.5, 1.5)));
                if (replicas <= MOST_REPLICAS && random.nextDouble() < OFFERED) {
                    var part = new Part(server, "acc-" + type, "type-" + type, devices, replicas, cents);
                    choices.add(new Choice(List.of(part), part.costCentsPerHour()));
                }
            }
        }
        return choices;
    }

    private static Capacity capacity(List<Demand> demands, int types, SplittableRandom random) {
        double share = random.nextDouble() < JUST_ENOUGH ? 1 : random.nextDouble(LEAST_SHARE, 1);
        var enough = new TreeMap<String, Long>();
        for (int type = 0; type < types; type++) {
            enough.put("type-" + type, 0L);
        }
        for (var demand : demands) {
            var cheapest = demand.choices().stream()
                    .sorted(Comparator.comparingDouble(Choice::value))
                    .limit(CHEAPEST)
                    .toList();
            for (var part : cheapest.get(random.nextInt(cheapest.size())).parts()) {
                enough.merge(part.type(), part.devices(), Long::sum);
            }
        }
        enough.replaceAll((type, count) -> (long) (share * count));
        return new Capacity(enough);
    }

    private static double logUniform(double least, double most, SplittableRandom random) {
        return StrictMath.exp(random.nextDouble(StrictMath.log(least), StrictMath.log(most)));
    }
}
