package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the cheapest whole numbers of replicas that carry a mixture's rate: a covering knapsack, depth first from the
 * replicas that carry most for their price, cut off by the linear relaxation.
 *
 * <p>An ingredient has up to two tiers: up to its running replicas at its price, and newcomers at more than that. The
 * first is always the better buy, so that no search need keep them in order.
 */
final class MixSearch {
    /** A shortfall of this share of the largest replica's rate is rounding, as in the planner's own division. */
    private static final double ROUNDING = 1e-9;

    private final List<Tier> tiers = new ArrayList<>();
    private final int[] minimum;
    private final double minimumPrice;
    private final double rateToCover;
    private final long maxNodes;
    private final int[] count;

    /** By level: the next number to try, what is paid or left to pay, and the rate to cover. */
    private final int[] next;

    private final double[] money;
    private final double[] rate;
    private int[] bestCount = {};
    private double bestPrice = Double.POSITIVE_INFINITY;
    private double openBound = Double.POSITIVE_INFINITY;
    private final List<int[]> listed = new ArrayList<>();
    private long nodes;
    private boolean exhausted;

    /** Replicas of an ingredient that all have the same price. */
    private record Tier(int ingredient, double price, double rate, int most) {}

    /** A number of replicas of each ingredient, what it costs, and what no mix costs less than. */
    static final class PricedMix {
        final int[] replicas;
        final double price;
        final double bound;

        private PricedMix(int[] replicas, double price, double bound) {
            this.replicas = replicas;
            this.price = price;
            this.bound = bound;
        }

        boolean exists() {
            return price < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * Searches.
     *
     * @param costWeight what a cent of cost counts
     * @param surcharge by ingredient what a replica costs besides: the price of its devices
     */
    static PricedMix cheapest(Mixture mixture, double costWeight, double[] surcharge, long maxNodes) {
        var search = new MixSearch(mixture, costWeight, surcharge, maxNodes);
        search.search();
        return search.result();
    }

    /**
     * Lists mixes up to a price, none of which has a replica too many.
     *
     * @return empty where they are more than so many, or too many to look through
     */
    static Optional<List<int[]>> upTo(
            double price, int most, Mixture mixture, double costWeight, double[] surcharge, long maxNodes) {
        var search = new MixSearch(mixture, costWeight, surcharge, maxNodes);
        search.list(price - search.minimumPrice, most);
        return search.exhausted ? Optional.empty() : Optional.of(search.listed);
    }

    private MixSearch(Mixture mixture, double costWeight, double[] surcharge, long maxNodes) {
        var ingredients = mixture.ingredients();
        this.maxNodes = maxNodes;
        this.minimum = new int[ingredients.size()];
        double uncovered = mixture.ratePerSecond();
        double largestRate = 0;
        double price = 0;
        for (int i = 0; i < minimum.length; i++) {
            var ingredient = ingredients.get(i);
            double running = costWeight * ingredient.kind().costPerReplica() + surcharge[i];
            double newcomer = running + costWeight * ingredient.kind().costPerReplica() * ingredient.newcomerPenalty();
            int least = ingredient.minimum();
            int runningUpTo = Math.min(ingredient.maximum(), Math.max(least, ingredient.running()));
            int newcomersAtLeast = Math.max(0, least - ingredient.running());
            minimum[i] = least;
            price += (least - newcomersAtLeast) * running + newcomersAtLeast * newcomer;
            uncovered -= least * ingredient.ratePerReplica();
            largestRate = Math.max(largestRate, ingredient.ratePerReplica());
            addTier(i, running, ingredient.ratePerReplica(), runningUpTo - least);
            addTier(i, newcomer, ingredient.ratePerReplica(), ingredient.maximum() - runningUpTo);
        }
        tiers.sort(Comparator.comparingDouble((Tier tier) -> tier.price / tier.rate)
                .thenComparing(
                        Comparator.comparingDouble((Tier tier) -> tier.rate).reversed())
                .thenComparingInt(Tier::ingredient));
        this.minimumPrice = price;
        this.rateToCover = uncovered - ROUNDING * largestRate;
        this.count = new int[tiers.size()];
        this.next = new int[tiers.size()];
        this.money = new double[tiers.size()];
        this.rate = new double[tiers.size()];
    }

    private void addTier(int ingredient, double price, double rate, int most) {
        if (most > 0) {
            tiers.add(new Tier(ingredient, price, rate, most));
        }
    }

    /** Depth first with a stack of its own: a group may have more tiers than a thread's stack has room for. */
    private void search() {
        int level = visit(0, 0, rateToCover) ? 0 : -1;
        while (level >= 0) {
            int k = next[level]--;
            count[level] = 0;
            if (k < 0) {
                level--;
                continue;
            }
            var tier = tiers.get(level);
            double paid = money[level] + k * tier.price;
            double left = rate[level] - k * tier.rate;
            double bound = left <= 0 ? paid : paid + relaxed(level + 1, left);
            // with less of the best buy the bound only grows, but for the first, which may carry more than it must
            if (bound >= bestPrice * (1 - 1e-12)) {
                level -= left <= 0 ? 0 : 1;
            } else if (exhausted) {
                openBound = Math.min(openBound, bound);
                level--;
            } else {
                count[level] = k;
                level += visit(level + 1, paid, left) ? 1 : 0;
            }
        }
    }

    /** Returns whether there is something to search from this level on. */
    private boolean visit(int level, double paid, double left) {
        if (left <= 0) {
            if (paid < bestPrice) {
                bestPrice = paid;
                bestCount = count.clone();
            }
            return false;
        }
        if (level == tiers.size()) {
            return false;
        }
        if (++nodes >= maxNodes && bestPrice < Double.POSITIVE_INFINITY) {
            exhausted = true;
            openBound = Math.min(openBound, paid + relaxed(level, left));
            return false;
        }
        open(level, paid, left);
        return true;
    }

    private void open(int level, double paidOrLeft, double left) {
        var tier = tiers.get(level);
        money[level] = paidOrLeft;
        rate[level] = left;
        next[level] = (int) Math.min(tier.most, Math.ceil(left / tier.rate));
    }

    private void list(double budget, int most) {
        int level = list(0, budget, rateToCover, most) ? 0 : -1;
        while (level >= 0) {
            int k = next[level]--;
            count[level] = 0;
            if (k < 0 || exhausted) {
                level--;
                continue;
            }
            var tier = tiers.get(level);
            double rest = money[level] - k * tier.price;
            double left = rate[level] - k * tier.rate;
            if ((left <= 0 ? 0 : relaxed(level + 1, left)) <= rest) {
                count[level] = k;
                level += list(level + 1, rest, left, most) ? 1 : 0;
            } else if (left > 0) {
                level--;
            }
        }
    }

    /** Returns whether there is something to list from this level on. */
    private boolean list(int level, double rest, double left, int most) {
        if (++nodes >= maxNodes || listed.size() > most) {
            exhausted = true;
        } else if (left <= 0) {
            listed.add(replicas(count));
        } else if (level < tiers.size()) {
            open(level, rest, left);
            return true;
        }
        return false;
    }

    /** The price of covering a rate with fractions of replicas, from a tier on. */
    private double relaxed(int from, double uncovered) {
        double price = 0;
        double left = uncovered;
        for (int t = from; t < tiers.size(); t++) {
            var tier = tiers.get(t);
            double carried = tier.most * tier.rate;
            if (carried >= left) {
                return price + tier.price * left / tier.rate;
            }
            price += tier.most * tier.price;
            left -= carried;
        }
        return Double.POSITIVE_INFINITY;
    }

    private PricedMix result() {
        double price = minimumPrice + bestPrice;
        return new PricedMix(replicas(bestCount), price, exhausted ? Math.min(price, minimumPrice + openBound) : price);
    }

    private int[] replicas(int[] byTier) {
        var replicas = minimum.clone();
        for (int t = 0; t < byTier.length; t++) {
            replicas[tiers.get(t).ingredient] += byTier[t];
        }
        return replicas;
    }
}
