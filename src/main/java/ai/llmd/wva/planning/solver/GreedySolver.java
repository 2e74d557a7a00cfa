package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
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
        var queue = new PriorityQueue<>(Math.max(1, demands.size()), Bid.ORDER);
        demands.forEach(demand -> queue.add(new Bid(demand, 0)));
        var unserved = new ArrayList<Demand>();
        for (var bid = queue.poll(); bid != null; bid = queue.poll()) {
            if (stock.take(bid.choice())) {
                served.put(bid.demand().name(), bid.choice());
            } else if (bid.isLast()) {
                unserved.add(bid.demand());
            } else {
                queue.add(new Bid(bid.demand(), bid.index() + 1));
            }
        }
        return unserved;
    }

    /** In the order in which they have their first turn. */
    static List<Demand> inOrder(List<Demand> demands) {
        return demands.stream()
                .map(demand -> new Bid(demand, 0))
                .sorted(Bid.ORDER)
                .map(Bid::demand)
                .toList();
    }

    /** A demand and the choice it has come to. */
    private record Bid(Demand demand, int index) {
        static final Comparator<Bid> ORDER = Comparator.comparingInt(
                        (Bid bid) -> bid.demand().priority())
                .thenComparing(Comparator.comparingDouble(Bid::loss).reversed())
                .thenComparing(
                        Comparator.comparingDouble((Bid bid) -> bid.choice().value())
                                .reversed())
                .thenComparing(bid -> bid.demand().name());

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
