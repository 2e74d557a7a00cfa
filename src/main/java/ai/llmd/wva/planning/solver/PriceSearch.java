package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.WorkLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds prices for the rows of a {@link Packing} that make the Lagrangian bound large: with a price on what they use,
 * each group takes its cheapest choice; what they then pay, less the price of all the capacity, is a lower bound for
 * every taking that keeps within the capacity. At its maximum it equals the bound of the linear program.
 *
 * <p>First some subgradient steps (Polyak's rule), then cutting planes: {@link Master} proposes prices, evaluated
 * halfway to the best ones so far, which tames their swings (Wentges 1997).
 */
final class PriceSearch {
    private static final int SUBGRADIENT_STEPS = 60;
    private static final int CUTTING_PLANES = 400;
    private static final int TAKINGS = 4;
    private static final int RAISES = 2;
    private static final double RAISE = 10;

    /** Bound and master are taken to have met at this share of their difference from zero. */
    private static final double CLOSED = 1e-7;

    private final Packing packing;
    private final WorkLimit limit;
    private final int rows;
    private final Master master;
    private final List<int[]> takings = new ArrayList<>();
    private final double[] scale;
    private final double[] best;
    private double bound = Double.NEGATIVE_INFINITY;
    private int bestTaking;

    /** Of the last evaluation: use less capacity, as a share of the capacity. */
    private final double[] excess;

    private double value;

    private PriceSearch(Packing packing, WorkLimit limit) {
        this.packing = packing;
        this.limit = limit;
        this.rows = packing.rows;
        this.master = new Master(rows, packing.costSpread() + 1);
        this.scale = new double[rows];
        this.best = new double[rows];
        this.excess = new double[rows + 1];
        for (int row = 0; row < rows; row++) {
            scale[row] = Math.max(1, packing.capacity[row]);
        }
    }

    /**
     * Searches.
     *
     * @param target a cost that is known to be within reach, or infinity
     */
    static Prices search(Packing packing, double target, WorkLimit limit) {
        var search = new PriceSearch(packing, limit);
        boolean unpriced = search.evaluate(new double[search.rows]);
        if (!unpriced) {
            search.climb(target);
            search.cut();
            search.cutBeyond();
        }
        return search.result();
    }

    private Prices result() {
        var perUnit = new double[rows];
        for (int row = 0; row < rows; row++) {
            perUnit[row] = best[row] / scale[row];
        }
        var promising = new ArrayList<int[]>();
        promising.add(takings.get(bestTaking));
        promising.add(mostWeighted());
        for (int i = takings.size() - 1; i >= 0 && promising.size() < TAKINGS; i--) {
            promising.add(takings.get(i));
        }
        return new Prices(perUnit, bound, promising);
    }

    /** Subgradient steps towards a target value. */
    private void climb(double target) {
        double lead = 1;
        int idle = 0;
        var prices = new double[rows];
        for (int step = 0; step < SUBGRADIENT_STEPS && !limit.reached(); step++) {
            double norm = 0;
            for (int row = 0; row < rows; row++) {
                if (excess[row] > 0 || prices[row] > 0) {
                    norm += excess[row] * excess[row];
                }
            }
            if (norm == 0) {
                return;
            }
            double aim = Double.isFinite(target) ? target : bound + 0.05 * (Math.abs(bound) + 1);
            double length = lead * Math.max(aim - value, 1e-4 * Math.abs(aim)) / norm;
            for (int row = 0; row < rows; row++) {
                prices[row] = Math.max(0, prices[row] + length * excess[row]);
            }
            double before = bound;
            evaluate(prices);
            idle = bound > before ? 0 : idle + 1;
            if (idle == 4) {
                lead /= 2;
                idle = 0;
            }
        }
    }

    private void cut() {
        var proposed = new double[rows];
        var tried = new double[rows];
        for (int step = 0; step < CUTTING_PLANES && !limit.reached(); step++) {
            double ceiling = master.solve();
            double open = ceiling - bound;
            if (open <= CLOSED * (Math.abs(ceiling) + 1e-3)) {
                return;
            }
            master.prices(proposed);
            for (int row = 0; row < rows; row++) {
                tried[row] = (best[row] + proposed[row]) / 2;
            }
            double before = bound;
            evaluate(tried);
            if (bound < before + 0.1 * open) {
                evaluate(proposed);
            }
        }
    }

    /** Where a row is worth more than the master pays for its excess: there the bound could not grow any further. */
    private void cutBeyond() {
        double impossible = packing.largestCost();
        for (int raise = 0; raise < RAISES && master.exceeds() && bound <= impossible && !limit.reached(); raise++) {
            master.raiseExcessPrice(RAISE);
            cut();
        }
    }

    /**
     * Evaluates prices per whole capacity and remembers what the groups take; whether that keeps within the capacity.
     */
    private boolean evaluate(double[] prices) {
        var perUnit = new double[rows];
        value = 0;
        for (int row = 0; row < rows; row++) {
            perUnit[row] = prices[row] / scale[row];
            value -= prices[row] * packing.capacity[row] / scale[row];
        }
        var taken = new int[packing.groups];
        value += cheapest(perUnit, taken);
        var left = packing.leftBy(taken);
        for (int row = 0; row < rows; row++) {
            excess[row] = -left[row] / scale[row];
        }
        remember(taken);
        if (value > bound) {
            bound = value;
            bestTaking = takings.size() - 1;
            System.arraycopy(prices, 0, best, 0, rows);
        }
        return Packing.fits(left);
    }

    private void remember(int[] taken) {
        var use = new double[rows + 1];
        for (int row = 0; row < rows; row++) {
            use[row] = 1 + excess[row];
        }
        master.add(packing.costOf(taken), use);
        takings.add(taken);
    }

    private double cheapest(double[] perUnit, int[] taken) {
        var cost = packing.cost;
        var useStart = packing.useStart;
        var useRow = packing.useRow;
        var useAmount = packing.useAmount;
        double sum = 0;
        for (int group = 0; group < packing.groups; group++) {
            int end = packing.start[group + 1];
            double least = Double.POSITIVE_INFINITY;
            int cheapest = -1;
            for (int choice = packing.start[group]; choice < end; choice++) {
                double priced = cost[choice];
                for (int u = useStart[choice]; u < useStart[choice + 1]; u++) {
                    priced += perUnit[useRow[u]] * useAmount[u];
                }
                if (priced < least) {
                    least = priced;
                    cheapest = choice;
                }
            }
            taken[group] = cheapest;
            sum += least;
        }
        return sum;
    }

    /** Each group's choice that has the most weight in the mix of takings. */
    private int[] mostWeighted() {
        var weights = master.weights();
        var mixed = takings.get(bestTaking).clone();
        var byChoice = new double[packing.choices()];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                for (int choice : takings.get(i)) {
                    byChoice[choice] += weights[i];
                }
            }
        }
        for (int group = 0; group < packing.groups; group++) {
            for (int choice = packing.start[group]; choice < packing.start[group + 1]; choice++) {
                if (byChoice[choice] > byChoice[mixed[group]]) {
                    mixed[group] = choice;
                }
            }
        }
        return mixed;
    }
}
