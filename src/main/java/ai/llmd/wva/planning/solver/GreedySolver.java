package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * llm-inferno's greedy algorithm. Within a priority the demand goes first that would lose most by getting its next
 * choice; one whose choice no longer fits falls back to its next one and queues up again. Without delayed best effort a
 * priority's unserved demands get their share of what is left before the next priority has its turn; with it, after all
 * have had theirs.
 */
public final class GreedySolver implements AllocationSolver {
    /** Its label in solutions and options. */
    public static final String LABEL = "greedy";

    private final boolean delayedBestEffort;

    public GreedySolver(boolean delayedBestEffort) {
        this.delayedBestEffort = delayedBestEffort;
    }

    @Override
    public AllocationSolution solve(AllocationProblem problem, WorkLimit limit) {
        var stock = new Stock(problem.capacity());
        var demands = problem.demands().stream()
                .sorted(Comparator.comparingInt(Demand::priority))
                .toList();
        var served = new TreeMap<String, Choice>();
        var partial = new TreeMap<String, Choice>();
        var rounds = delayedBestEffort ? List.of(demands) : Saturation.byPriority(demands);
        for (var round : rounds) {
            var unserved = serve(round, stock, served);
            partial.putAll(Saturation.share(unserved, stock, problem.saturation()));
        }
        return Solutions.unproven(LABEL, problem, served, partial);
    }

    /** Serves whom it can; returns the others in the order in which they ran out of choices. */
    static List<Demand> serve(List<Demand> demands, Stock stock, SortedMap<String, Choice> served) {
        var queue = new PriorityQueue<>(Math.max(1, demands.size()), Claim.ORDER);
        demands.forEach(demand -> queue.add(new Claim(demand, 0)));
        var unserved = new ArrayList<Demand>();
        for (var claim = queue.poll(); claim != null; claim = queue.poll()) {
            if (stock.take(claim.choice())) {
                served.put(claim.demand().name(), claim.choice());
            } else if (claim.isLast()) {
                unserved.add(claim.demand());
            } else {
                queue.add(new Claim(claim.demand(), claim.index() + 1));
            }
        }
        return unserved;
    }

    /** In the order in which they have their first turn. */
    static List<Demand> inOrder(List<Demand> demands) {
        return demands.stream()
                .map(demand -> new Claim(demand, 0))
                .sorted(Claim.ORDER)
                .map(Claim::demand)
                .toList();
    }

    /** A demand and the choice it has come to. */
    private record Claim(Demand demand, int index) {
        static final Comparator<Claim> ORDER = Comparator.comparingInt(
                        (Claim claim) -> claim.demand().priority())
                .thenComparing(Comparator.comparingDouble(Claim::loss).reversed())
                .thenComparing(Comparator.comparingDouble(
                                (Claim claim) -> claim.choice().value())
                        .reversed())
                .thenComparing(claim -> claim.demand().name());

        Choice choice() {
            return demand.choices().get(index);
        }

        boolean isLast() {
            return index == demand.choices().size() - 1;
        }

        /** What falling back to the next choice would add to the value. */
        double loss() {
            return isLast()
                    ? Double.POSITIVE_INFINITY
                    : demand.choices().get(index + 1).value() - choice().value();
        }
    }
}
