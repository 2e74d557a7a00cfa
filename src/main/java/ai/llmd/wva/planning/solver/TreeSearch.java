package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Branch and bound over the choices of all groups of a {@link Packing}, each node with prices of its own
 * ({@link Relaxation}): proves the best taking, or raises the bound as far as its work lasts. A branch takes a choice,
 * or forbids it; which, is tried out on both sides before (strong branching, Applegate et al. 1995). It goes on where
 * the bound is lower, and where that ends, from the open node with the least bound.
 */
final class TreeSearch {
    private static final double WHOLE = 1e-6;
    private static final int PIVOTS = 2_000;
    private static final int TRIAL_PIVOTS = 12;
    private static final int TRIALS = 8;

    /** The root is taken to need a pivot for so many groups. */
    private static final int GROUPS_A_PIVOT = 4;

    /** The first pass, whose takings make the core smaller, has this part of the work. */
    private static final int FIRST_PASS = 8;

    /** The search ends when open nodes times groups are more than these, which bounds memory to some 100 MB. */
    private static final long MOST_OPEN = 20_000_000;

    private static final Comparator<Node> ORDER =
            Comparator.<Node>comparingDouble(node -> node.bound).thenComparingLong(node -> -node.number);

    private final Packing packing;
    private final Work work;
    private final Relaxation relaxation;
    private final double fixedCost;
    private final double step;
    private final PriorityQueue<Node> open = new PriorityQueue<>(ORDER);
    private int[] taken;
    private double cost;
    private boolean firstIsEnough;
    private double bound = Double.NEGATIVE_INFINITY;
    private long count;

    /** The least bound of the nodes that were given up. */
    private double givenUp = Double.POSITIVE_INFINITY;

    private static final class Node {
        final Node parent;
        final Relaxation.Basis basis;
        final long number;
        double bound;
        int[] forbidden;

        Node(Node parent, Relaxation.Basis basis, double bound, int[] forbidden, long number) {
            this.parent = parent;
            this.basis = basis;
            this.bound = bound;
            this.forbidden = forbidden;
            this.number = number;
        }

        void forbid(List<Integer> more) {
            int before = forbidden.length;
            forbidden = Arrays.copyOf(forbidden, before + more.size());
            for (int i = 0; i < more.size(); i++) {
                forbidden[before + i] = more.get(i);
            }
        }
    }

    private TreeSearch(Packing packing, double fixedCost, int[] taken, Work work) {
        this.packing = packing;
        this.fixedCost = fixedCost;
        this.work = work;
        this.relaxation = new Relaxation(packing);
        this.step = packing.step();
        this.taken = taken;
        this.cost = packing.costOf(taken);
    }

    /**
     * Searches the core of a packing, and once more the smaller core that what it found leaves.
     *
     * @param known a taking that fits
     */
    static PackingSolver.Selection search(Packing packing, Prices prices, int[] known, Work work) {
        var taken = known;
        double bound = prices.bound();
        for (long pass : new long[] {work.choices() / FIRST_PASS, work.choices()}) {
            double cost = packing.costOf(taken);
            var core = Core.of(packing, taken, prices.perUnit(), enough(cost, packing.step()));
            var inner = core.inner(taken);
            double fixed = cost - core.packing().costOf(inner);
            var search = new TreeSearch(core.packing(), fixed, inner, work);
            search.run(pass);
            taken = core.whole(search.taken);
            if (search.bound >= search.enough()) {
                return new PackingSolver.Selection(Optional.of(taken), packing.costOf(taken));
            }
            bound = Math.max(bound, fixed + search.bound);
            if (search.isGoodEnough(search.bound) || work.limit().reached()) {
                break;
            }
        }
        return new PackingSolver.Selection(Optional.of(taken), Math.min(bound, packing.costOf(taken)));
    }

    /** A taking that fits, if it finds one: the first it comes to. None where the work would not do for the root. */
    static Optional<int[]> first(Packing packing, Work work) {
        if ((long) packing.choices() * packing.groups / GROUPS_A_PIVOT > work.choices()) {
            return Optional.empty();
        }
        var search = new TreeSearch(packing, 0, new int[0], work);
        double largest = packing.largestCost();
        search.cost = largest + 1e-6 * (1 + Math.abs(largest));
        search.firstIsEnough = true;
        search.run(work.choices());
        return Optional.of(search.taken).filter(taken -> taken.length > 0);
    }

    private void run(long choices) {
        var node = new Node(null, relaxation.basis(), Double.NEGATIVE_INFINITY, new int[0], count++);
        long mostOpen = MOST_OPEN / (packing.groups + 1);
        while (node != null
                && relaxation.work() <= choices
                && open.size() < mostOpen
                && !work.limit().reached()) {
            node = visit(node);
            if (node == null) {
                node = open.poll();
            }
            if (node != null && isGoodEnough(leastBound(node))) {
                break;
            }
        }
        giveUp(node);
        giveUp(open.peek());
        bound = Math.min(cost, givenUp);
    }

    private double leastBound(Node node) {
        return open.isEmpty() ? node.bound : Math.min(node.bound, open.peek().bound);
    }

    private void giveUp(Node node) {
        if (node != null) {
            givenUp = Math.min(givenUp, node.bound);
        }
    }

    private boolean isGoodEnough(double bound) {
        if (firstIsEnough) {
            return taken.length > 0 || bound >= enough();
        }
        return bound >= enough() || cost - bound <= work.goodEnough() * Math.abs(fixedCost + cost);
    }

    /** A bound that shows that nothing better is to be found. */
    private double enough() {
        return firstIsEnough ? cost : enough(fixedCost + cost, step) - fixedCost;
    }

    private static double enough(double cost, double step) {
        return cost - Math.max(step * 0.9995, 1e-9 * (1 + Math.abs(cost)));
    }

    /** Looks at a node; the child to go on with, or null. */
    private Node visit(Node node) {
        if (node.bound >= enough()) {
            return null;
        }
        enter(node);
        while (true) {
            relaxation.solve(enough(), PIVOTS, work.limit());
            node.bound = Math.max(node.bound, relaxation.bound());
            if (node.bound >= enough()) {
                return null;
            }
            var shares = relaxation.shares();
            var rounded = rounded(shares);
            propose(rounded);
            if (node.bound >= enough()) {
                return null;
            }
            forbidDear(node);
            var candidates = candidates(shares);
            if (candidates.isEmpty()) {
                candidates = List.of(anyOpen());
                if (candidates.get(0) < 0) {
                    propose(sole());
                    return null;
                }
            }
            int size = node.forbidden.length;
            var next = branch(node, candidates);
            if (node.forbidden.length == size) {
                return next;
            }
            if (work.limit().reached()) {
                giveUp(node);
                return null;
            }
        }
    }

    private void enter(Node node) {
        for (int choice = 0; choice < packing.choices(); choice++) {
            relaxation.forbid(choice, false);
        }
        for (var one = node; one != null; one = one.parent) {
            for (int choice : one.forbidden) {
                relaxation.forbid(choice, true);
            }
        }
        relaxation.goTo(node.basis);
    }

    /** Forbids what would raise the bound too far. */
    private void forbidDear(Node node) {
        var prices = relaxation.prices();
        double bound = relaxation.bound();
        var dear = new ArrayList<Integer>();
        for (int group = 0; group < packing.groups; group++) {
            double least = relaxation.cheapest(group, prices);
            for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                double excess = packing.cost[choice] + packing.priceOf(choice, prices) - least;
                if (!relaxation.isForbidden(choice) && excess > 0 && bound + excess >= enough()) {
                    relaxation.forbid(choice, true);
                    dear.add(choice);
                }
            }
        }
        if (!dear.isEmpty()) {
            node.forbid(dear);
        }
    }

    /** Of each group that is split its largest share, those that are most split first. */
    private List<Integer> candidates(double[] shares) {
        var candidates = new ArrayList<Integer>();
        for (int group = 0; group < packing.groups; group++) {
            int largest = -1;
            int openChoices = 0;
            for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                if (!relaxation.isForbidden(choice)) {
                    openChoices++;
                    if (largest < 0 || shares[choice] > shares[largest]) {
                        largest = choice;
                    }
                }
            }
            if (openChoices > 1 && shares[largest] < 1 - WHOLE) {
                candidates.add(largest);
            }
        }
        candidates.sort(Comparator.comparingDouble(choice -> shares[choice]));
        return candidates.size() > TRIALS ? candidates.subList(0, TRIALS) : candidates;
    }

    /** Where each group has one choice left: these. */
    private int[] sole() {
        var sole = new int[packing.groups];
        for (int choice = 0; choice < packing.choices(); choice++) {
            if (!relaxation.isForbidden(choice)) {
                sole[relaxation.groupOf(choice)] = choice;
            }
        }
        return sole;
    }

    private int anyOpen() {
        for (int group = 0; group < packing.groups; group++) {
            int first = -1;
            for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                if (!relaxation.isForbidden(choice)) {
                    if (first >= 0) {
                        return first;
                    }
                    first = choice;
                }
            }
        }
        return -1;
    }

    /** Makes the children of the best candidate, or forbids what the trials showed to be too dear. */
    private Node branch(Node node, List<Integer> candidates) {
        var basis = relaxation.basis();
        int best = -1;
        double bestScore = Double.NEGATIVE_INFINITY;
        double bestTaking = 0;
        double bestLeaving = 0;
        for (int choice : candidates) {
            var others = others(choice);
            double taking = trial(basis, others);
            double leaving = trial(basis, new int[] {choice});
            if (taking >= enough()) {
                relaxation.forbid(choice, true);
                node.forbid(List.of(choice));
                relaxation.goTo(basis);
                return null;
            }
            if (leaving >= enough()) {
                var all = Arrays.stream(others).boxed().toList();
                all.forEach(other -> relaxation.forbid(other, true));
                node.forbid(all);
                relaxation.goTo(basis);
                return null;
            }
            double floor = 1e-6 * (1 + Math.abs(node.bound));
            double score = Math.max(taking - node.bound, floor) * Math.max(leaving - node.bound, floor);
            if (score > bestScore) {
                bestScore = score;
                best = choice;
                bestTaking = taking;
                bestLeaving = leaving;
            }
        }
        relaxation.goTo(basis);
        var taking = new Node(node, basis, Math.max(node.bound, bestTaking), others(best), count++);
        var leaving = new Node(node, basis, Math.max(node.bound, bestLeaving), new int[] {best}, count++);
        if (leaving.bound < taking.bound) {
            open.add(taking);
            return leaving;
        }
        open.add(leaving);
        return taking;
    }

    private int[] others(int choice) {
        int group = relaxation.groupOf(choice);
        var others = new int[packing.start[group + 1] - packing.start[group]];
        int count = 0;
        for (int other = packing.start[group]; other < packing.start[group + 1]; other++) {
            if (other != choice && !relaxation.isForbidden(other)) {
                others[count++] = other;
            }
        }
        return Arrays.copyOf(others, count);
    }

    private double trial(Relaxation.Basis basis, int[] forbidden) {
        relaxation.goTo(basis);
        for (int choice : forbidden) {
            relaxation.forbid(choice, true);
        }
        relaxation.solve(enough(), TRIAL_PIVOTS, work.limit());
        double bound = relaxation.bound();
        for (int choice : forbidden) {
            relaxation.forbid(choice, false);
        }
        return bound;
    }

    /** Each group's choice with the largest share. */
    private int[] rounded(double[] shares) {
        var rounded = new int[packing.groups];
        for (int group = 0; group < packing.groups; group++) {
            int largest = packing.start[group];
            for (int choice = packing.start[group] + 1; choice < packing.start[group + 1]; choice++) {
                if (shares[choice] > shares[largest]) {
                    largest = choice;
                }
            }
            rounded[group] = largest;
        }
        return rounded;
    }

    private void propose(int[] rounded) {
        var prices = relaxation.prices();
        boolean fits = Packing.fits(packing.leftBy(rounded)) || Repair.makeFit(packing, prices, rounded);
        if (fits) {
            Repair.improve(packing, prices, rounded);
            double reached = packing.costOf(rounded);
            if (reached < cost) {
                cost = reached;
                taken = rounded;
            }
        }
    }
}
