package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

    /** A gap of this share of the cost is not worth searching on where all of the core is too much to search. */
    private static final double GOOD_ENOUGH = 1e-4;

    /** Each further search may look at so many times the nodes of the one before. */
    private static final int MORE_NODES = 2;

    /** A first search for service has this part of the nodes. */
    private static final int FIRST_SEARCH = 8;

    private static final long MOST_NODES = 1_000_000_000_000L;

    /** Ends what has no limit. */
    private static final int MOST_ROUNDS = 10_000;

    /** Who is served comes first, but it is no use to know that and not at which cost. */
    private static final double TIME_FOR_SERVICE = 0.75;

    private static final double ROUNDING = 1e-9;

    private final boolean wholeFirst;

    public NearExactSolver() {
        this(false);
    }

    /**
     * A solver.
     *
     * @param wholeFirst whether demands that may be mixed are first solved without mixing, so that a mix is never
     *     worse, however soon the limit is reached
     */
    public NearExactSolver(boolean wholeFirst) {
        this.wholeFirst = wholeFirst;
    }

    @Override
    public AllocationSolution solve(AllocationProblem problem, WorkLimit limit) {
        var run = new Run(problem, limit, GOOD_ENOUGH);
        run.beginGreedily();
        if (wholeFirst && run.offers.hasMixtures()) {
            var whole = new NearExactSolver().solve(problem.unmixed(), limit);
            run.propose(run.offers.assignment(whole.served()));
        }
        run.solve();
        return run.solution(!run.limit.wasReached() && !run.serviceCutShort);
    }

    /**
     * Goes on from a solution of its own, until it is proven to serve as many as can be at a value that is near enough
     * to the least, or the limit is reached. Its solution is complete where that is proven, and never worse.
     *
     * @param gap the share of its value by which it may be above the least
     */
    public static AllocationSolution improve(
            AllocationProblem problem, AllocationSolution known, double gap, WorkLimit limit) {
        var run = new Run(problem, limit, Math.min(GOOD_ENOUGH, gap));
        run.beginWith(known);
        run.goOn(gap);
        return run.solution(run.isProven(gap));
    }

    /** Whether a solution is proven to serve as many as can be at a value within a gap of the least. */
    public static boolean isProven(AllocationSolution solution, double gap) {
        return solution.serviceProven() && isWithin(gap, solution.value(), solution.lowerBound());
    }

    /** What is rounding does not count. */
    private static boolean isWithin(double gap, double value, double lowerBound) {
        return value - lowerBound <= gap * Math.abs(value) + ROUNDING * (1 + Math.abs(value));
    }

    /** One problem on its way to its solution. */
    private static final class Run {
        private final AllocationProblem problem;
        private final Latch limit;
        private final Offers offers;
        private final double goodEnough;
        private long nodes;
        private long seed = 1;
        private int[] best;
        private double bound = Double.NEGATIVE_INFINITY;
        private boolean serviceProven;
        private boolean serviceCutShort;

        Run(AllocationProblem problem, WorkLimit limit, double goodEnough) {
            this.problem = problem;
            this.limit = new Latch(limit);
            this.goodEnough = goodEnough;
            this.offers = new Offers(problem);
            this.nodes = NODES + NODES_A_DEMAND * problem.demands().size();
            this.best = offers.assignment(Collections.emptySortedMap());
        }

        void beginGreedily() {
            for (boolean delayed : new boolean[] {false, true}) {
                propose(offers.assignment(
                        new GreedySolver(delayed).solve(problem, limit).served()));
            }
        }

        void beginWith(AllocationSolution known) {
            offers.addAll(known.served());
            propose(offers.assignment(known.served()));
            serviceProven = known.serviceProven();
            bound = known.lowerBound();
        }

        boolean isProven(double gap) {
            return serviceProven && isWithin(gap, offers.valueOf(best), bound);
        }

        /** Solves it again and again, elsewhere and further each time; what was proven stays proven. */
        void goOn(double gap) {
            for (int round = 0; round < MOST_ROUNDS && !isProven(gap) && !limit.reached(); round++) {
                nodes = Math.min(MORE_NODES * nodes, MOST_NODES);
                seed++;
                var unserved = offers.unserved(best);
                double before = bound;
                boolean proven = serviceProven;
                solve();
                if (Arrays.equals(unserved, offers.unserved(best))) {
                    bound = Math.max(bound, before);
                    serviceProven |= proven;
                }
            }
        }

        void solve() {
            serviceProven = true;
            if (isBestForAll()) {
                bound = offers.valueOf(best);
            } else if (!serveAll()) {
                var forService = new Latch(limit.part(TIME_FOR_SERVICE));
                long forLevel = nodesForLevel();
                for (int level = 0; level < offers.levels(); level++) {
                    serviceProven = serve(level, forLevel, forService) && serviceProven;
                }
                serviceCutShort |= forService.wasReached();
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
            return new Stage(offers, () -> Packings.ofAllService(offers), true, Work.forService(nodes, seed, limit))
                    .bound(Optional.of(best));
        }

        /** Leaves as few of a level unserved as it can; whether that is proven to be the fewest. */
        private boolean serve(int level, long forLevel, WorkLimit until) {
            var unserved = offers.unserved(best);
            if (unserved[level] == 0) {
                return true;
            }
            if (until.reached()) {
                return false;
            }
            double fewest = 0;
            for (long searched = forLevel / FIRST_SEARCH; searched <= forLevel; searched *= FIRST_SEARCH) {
                var stage = new Stage(
                        offers,
                        () -> Packings.ofService(offers, level, unserved),
                        true,
                        Work.forService(searched, seed, until));
                var outcome = stage.solve(Optional.of(best));
                outcome.assignment().ifPresent(beginning -> propose(completed(beginning)));
                fewest = Math.max(fewest, outcome.bound());
                if (offers.unserved(best)[level] <= fewest
                        || serveAllBut((int) fewest, level, forLevel / FIRST_SEARCH, until)) {
                    return true;
                }
            }
            return false;
        }

        /** Tries to leave only so many of a level unserved, led by what that is worth; whether no more are. */
        private boolean serveAllBut(int fewest, int level, long forLevel, WorkLimit until) {
            var unserved = offers.unserved(best);
            unserved[level] = fewest;
            var work = Work.forValue(forLevel, seed, goodEnough, until);
            new Stage(offers, () -> Packings.ofValue(offers, level, unserved), false, work)
                    .solve(Optional.empty())
                    .assignment()
                    .ifPresent(beginning -> propose(completed(beginning)));
            return offers.unserved(best)[level] <= fewest;
        }

        private Stage valueStage(int lastLevel, int[] unserved) {
            var work = Work.forValue(nodes, seed, goodEnough, limit);
            return new Stage(offers, () -> Packings.ofValue(offers, lastLevel, unserved), false, work);
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

        AllocationSolution solution(boolean complete) {
            var served = offers.served(best);
            var stock = new Stock(problem.capacity());
            served.values().forEach(stock::take);
            var partial = Saturation.share(GreedySolver.inOrder(unserved()), stock, problem.saturation());
            double atMost = Math.min(bound, Solutions.value(served));
            return Solutions.solution(LABEL, offers.problem(), served, partial, atMost, serviceProven, complete);
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

        @Override
        public double spent() {
            return limit.spent();
        }

        boolean wasReached() {
            return reached;
        }
    }
}
