package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The demands of a problem in order of priority, each with its choices, which may grow in number. An assignment is an
 * array with the number of each demand's choice, {@link #UNSERVED} where it has none.
 */
final class Offers {
    static final int UNSERVED = -1;

    private final AllocationProblem problem;
    private final List<Demand> demands;
    private final List<List<Choice>> choices = new ArrayList<>();

    private final List<Set<Choice>> offered = new ArrayList<>();

    /** By demand: which of the priorities it has, counted from 0. */
    private final int[] level;

    /** By demand what may be mixed for it within all of the capacity. */
    private final List<Optional<Mixture>> mixtures = new ArrayList<>();

    private final List<String> types;

    Offers(AllocationProblem problem) {
        this.problem = problem;
        this.demands = problem.demands().stream()
                .sorted(Comparator.comparingInt(Demand::priority).thenComparing(Demand::name))
                .toList();
        this.level = new int[demands.size()];
        for (int i = 0; i < level.length; i++) {
            choices.add(new ArrayList<>(demands.get(i).choices()));
            offered.add(new HashSet<>(demands.get(i).choices()));
            mixtures.add(demands.get(i).mixture().flatMap(mixture -> mixture.within(problem.capacity())));
            if (i > 0) {
                boolean same = demands.get(i).priority() == demands.get(i - 1).priority();
                level[i] = level[i - 1] + (same ? 0 : 1);
            }
        }
        this.types = List.copyOf(problem.capacity().devices().keySet());
    }

    /** The problem with all the choices that are offered by now. */
    AllocationProblem problem() {
        var offering = new ArrayList<Demand>(size());
        for (int i = 0; i < size(); i++) {
            offering.add(demands.get(i).withChoices(choices.get(i)));
        }
        return new AllocationProblem(offering, problem.capacity(), problem.saturation());
    }

    int size() {
        return level.length;
    }

    int levels() {
        return level.length == 0 ? 0 : level[level.length - 1] + 1;
    }

    int levelOf(int demand) {
        return level[demand];
    }

    /** The number of demands up to the end of a level. */
    int upTo(int lastLevel) {
        int end = 0;
        while (end < level.length && level[end] <= lastLevel) {
            end++;
        }
        return end;
    }

    List<Demand> demands() {
        return demands;
    }

    List<Choice> choicesOf(int demand) {
        return choices.get(demand);
    }

    boolean hasMixtures() {
        return mixtures.stream().anyMatch(Optional::isPresent);
    }

    Optional<Mixture> mixtureOf(int demand) {
        return mixtures.get(demand);
    }

    /** Offers another choice; false where it is offered already. */
    boolean add(int demand, Choice choice) {
        return offered.get(demand).add(choice) && choices.get(demand).add(choice);
    }

    /** Offers all these too. */
    void addAll(SortedMap<String, Choice> served) {
        for (int i = 0; i < size(); i++) {
            var choice = served.get(demands.get(i).name());
            if (choice != null) {
                add(i, choice);
            }
        }
    }

    /** The limited types in name order: the first rows of every packing. */
    List<String> types() {
        return types;
    }

    double capacityOf(int type) {
        return problem.capacity().devices().get(types.get(type));
    }

    /** By limited type the devices that a choice takes. */
    double[] useOf(Choice choice) {
        var use = new double[types.size()];
        for (var part : choice.parts()) {
            int type = types.indexOf(part.type());
            if (type >= 0) {
                use[type] += part.devices();
            }
        }
        return use;
    }

    /** By ingredient what the devices of a replica cost at prices for the limited types. */
    double[] surcharge(Mixture mixture, double[] perUnit) {
        return mixture.ingredients().stream()
                .mapToDouble(ingredient -> {
                    int type = types.indexOf(ingredient.kind().type());
                    return type < 0 ? 0 : perUnit[type] * ingredient.kind().devicesPerReplica();
                })
                .toArray();
    }

    /** The assignment that serves the same. */
    int[] assignment(SortedMap<String, Choice> served) {
        var assignment = new int[size()];
        for (int i = 0; i < assignment.length; i++) {
            var choice = served.get(demands.get(i).name());
            assignment[i] = choice == null ? UNSERVED : choices.get(i).indexOf(choice);
        }
        return assignment;
    }

    SortedMap<String, Choice> served(int[] assignment) {
        var served = new TreeMap<String, Choice>();
        for (int i = 0; i < assignment.length; i++) {
            if (assignment[i] != UNSERVED) {
                served.put(demands.get(i).name(), choices.get(i).get(assignment[i]));
            }
        }
        return served;
    }

    /** By level the demands that an assignment leaves unserved. */
    int[] unserved(int[] assignment) {
        var unserved = new int[levels()];
        for (int i = 0; i < assignment.length; i++) {
            if (assignment[i] == UNSERVED) {
                unserved[level[i]]++;
            }
        }
        return unserved;
    }

    double valueOf(int[] assignment) {
        double value = 0;
        for (int i = 0; i < assignment.length; i++) {
            if (assignment[i] != UNSERVED) {
                value += choices.get(i).get(assignment[i]).value();
            }
        }
        return value;
    }

    /** Whether an assignment serves more, priority by priority, or as much at less value. */
    boolean isBetter(int[] assignment, int[] other) {
        int byService = Arrays.compare(unserved(assignment), unserved(other));
        return byService < 0 || (byService == 0 && valueOf(assignment) < valueOf(other));
    }
}
