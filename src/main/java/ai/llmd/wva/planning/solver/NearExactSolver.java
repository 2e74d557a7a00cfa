package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Serves as many demands as it can, priority by priority, and at that service at the least value it can find; says how
 * far from the least that may be. What is left then goes to the unserved by the saturation policy. Never worse than
 * {@link GreedySolver}, in either of its variants.
 *
 * <p>Where not all can be served, each priority in turn is a {@link Packing} of its own, which leaves as few as
 * possible of it unserved while no priority before it loses in number; who it is that stays unserved may still change.
 */
public final class NearExactSolver implements AllocationSolver {
    /** Its label in solutions and options. */
    public static final String LABEL = "near-exact";

    /**
     * How many nodes the searches for service and the one for value may look at: so many, and so many more for a
     * demand.
     */
    private static final long NODES = 400_000;

    private static final long NODES_A_DEMAND = 500;

    /** Where there are many priorities, the search for the service of each may look at no fewer than these. */
    private static final long LEAST_NODES = 20_000;

    @Override
    public AllocationSolution solve(AllocationProblem problem, WorkLimit limit) {
        var run = new Run(problem, limit);
        run.solve();
        return run.solution();
    }

    /** One problem on its way to its solution. */
    private static final class Run {
        private final AllocationProblem problem;
        private final Latch limit;
        private final Offers offers;
        private final long nodes;
        private int[] best;
        private double bound = Double.NEGATIVE_INFINITY;
        private boolean serviceProven;

        Run(AllocationProblem problem, WorkLimit limit) {
            this.problem = problem;
            this.limit = new Latch(limit);
            this.offers = new Offers(problem);
            this.nodes = NODES + NODES_A_DEMAND * problem.demands().size();
            this.best = offers.assignment(
                    new GreedySolver(false).solve(problem, limit).served());
            propose(offers.assignment(
                    new GreedySolver(true).solve(problem, limit).served()));
        }

        void solve() {
            serviceProven = true;
            if (isBestForAll()) {
                bound = offers.valueOf(best);
            } else if (!serveAll()) {
                long nodesForLevel = nodesForLevel();
                for (int level = 0; level < offers.levels(); level++) {
                    serviceProven = serve(level, nodesForLevel) && serviceProven;
                }
                var outcome =
                        valueStage(offers.levels() - 1, offers.unserved(best)).solve(Optional.of(best));
                outcome.assignment().ifPresent(this::propose);
                bound = outcome.bound();
            }
        }

        /** As many as for the value where one or two levels are short, and fewer each where more are. */
        private long nodesForLevel() {
            long scarce = Arrays.stream(offers.unserved(best))
                    .filter(count -> count > 0)
                    .count();
            return Math.min(nodes, Math.max(LEAST_NODES, 2 * nodes / Math.max(1, scarce)));
        }

        private boolean isBestForAll() {
            return !offers.hasMixtures() && Arrays.stream(best).allMatch(choice -> choice == 0);
        }

        /** The case that all can be served, in which nothing but the value remains. */
        private boolean serveAll() {
            boolean known = Arrays.stream(best).noneMatch(choice -> choice == Offers.UNSERVED);
            if (!known && unservedAtLeast() > 0) {
                return false;
            }
            var outcome = valueStage(offers.levels() - 1, new int[offers.levels()])
                    .solve(known ? Optional.of(best) : Optional.empty());
            outcome.assignment().ifPresent(this::propose);
            bound = outcome.bound();
            return outcome.assignment().isPresent();
        }

        private double unservedAtLeast() {
            return new Stage(offers, () -> Packings.ofAllService(offers), true, nodes, limit).bound(Optional.of(best));
        }

        /** Leaves as few of a level unserved as it can; whether that is proven to be the fewest. */
        private boolean serve(int level, long nodesForLevel) {
            var unserved = offers.unserved(best);
            if (unserved[level] == 0) {
                return true;
            }
            var stage =
                    new Stage(offers, () -> Packings.ofService(offers, level, unserved), true, nodesForLevel, limit);
            double fewest = stage.bound(Optional.of(best));
            if (fewest == 0 && serveWhole(level, nodesForLevel)) {
                return true;
            }
            var outcome = stage.solve(Optional.of(best));
            outcome.assignment().ifPresent(beginning -> propose(completed(beginning)));
            return offers.unserved(best)[level] <= outcome.bound();
        }

        /** Tries to serve all of a level, led by what that is worth; whether all are. */
        private boolean serveWhole(int level, long nodesForLevel) {
            var unserved = offers.unserved(best);
            unserved[level] = 0;
            new Stage(offers, () -> Packings.ofValue(offers, level, unserved), false, nodesForLevel, limit)
                    .solve(Optional.empty())
                    .assignment()
                    .ifPresent(beginning -> propose(completed(beginning)));
            return offers.unserved(best)[level] == 0;
        }

        private Stage valueStage(int lastLevel, int[] unserved) {
            return new Stage(offers, () -> Packings.ofValue(offers, lastLevel, unserved), false, nodes, limit);
        }

        private void propose(int[] assignment) {
            if (offers.isBetter(assignment, best)) {
                best = assignment;
            }
        }

        /** The assignment that begins so, and whose levels below are served greedily from what that leaves. */
        private int[] completed(int[] beginning) {
            var assignment = Arrays.copyOf(beginning, offers.size());
            var stock = new Stock(problem.capacity());
            for (int demand = 0; demand < beginning.length; demand++) {
                if (assignment[demand] != Offers.UNSERVED) {
                    stock.take(offers.choicesOf(demand).get(assignment[demand]));
                }
            }
            var served = new TreeMap<String, Choice>();
            GreedySolver.serve(offers.demands().subList(beginning.length, offers.size()), stock, served);
            var rest = offers.assignment(served);
            System.arraycopy(rest, beginning.length, assignment, beginning.length, offers.size() - beginning.length);
            return assignment;
        }

        AllocationSolution solution() {
            var served = offers.served(best);
            var stock = new Stock(problem.capacity());
            served.values().forEach(stock::take);
            var partial = Saturation.share(GreedySolver.inOrder(unserved()), stock, problem.saturation());
            double atMost = Math.min(bound, Solutions.value(served));
            return Solutions.solution(LABEL, problem, served, partial, atMost, serviceProven, !limit.wasReached());
        }

        private List<Demand> unserved() {
            var unserved = new ArrayList<Demand>();
            for (int demand = 0; demand < best.length; demand++) {
                if (best[demand] == Offers.UNSERVED) {
                    unserved.add(offers.demands().get(demand));
                }
            }
            return unserved;
        }
    }

    /** A limit that stays reached. */
    private static final class Latch implements WorkLimit {
        private final WorkLimit limit;
        private boolean reached;

        Latch(WorkLimit limit) {
            this.limit = limit;
        }

        @Override
        public boolean reached() {
            reached = reached || limit.reached();
            return reached;
        }

        boolean wasReached() {
            return reached;
        }
    }
}
