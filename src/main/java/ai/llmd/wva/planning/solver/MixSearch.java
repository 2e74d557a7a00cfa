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
        search.visit(0, 0, search.rateToCover);
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
        search.list(0, price - search.minimumPrice, search.rateToCover, most);
        return search.exhausted ? Optional.empty() : Optional.of(search.listed);
    }

    private MixSearch(Mixture mixture, double costWeight, double[] surcharge, long maxNodes) {
        var ingredients = mixture.ingredients();
        this.maxNodes = maxNodes;
        this.minimum = new int[ingredients.size()];
        double rate = mixture.ratePerSecond();
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
            rate -= least * ingredient.ratePerReplica();
            largestRate = Math.max(largestRate, ingredient.ratePerReplica());
            addTier(i, running, ingredient.ratePerReplica(), runningUpTo - least);
            addTier(i, newcomer, ingredient.ratePerReplica(), ingredient.maximum() - runningUpTo);
        }
        tiers.sort(Comparator.comparingDouble((Tier tier) -> tier.price / tier.rate)
                .thenComparing(
                        Comparator.comparingDouble((Tier tier) -> tier.rate).reversed())
                .thenComparingInt(Tier::ingredient));
        this.minimumPrice = price;
        this.rateToCover = rate - ROUNDING * largestRate;
        this.count = new int[tiers.size()];
    }

    private void addTier(int ingredient, double price, double rate, int most) {
        if (most > 0) {
            tiers.add(new Tier(ingredient, price, rate, most));
        }
    }

    private void visit(int level, double price, double rate) {
        if (rate <= 0) {
            if (price < bestPrice) {
                bestPrice = price;
                bestCount = count.clone();
            }
            return;
        }
        if (level == tiers.size()) {
            return;
        }
        if (++nodes >= maxNodes && bestPrice < Double.POSITIVE_INFINITY) {
            exhausted = true;
            openBound = Math.min(openBound, price + relaxed(level, rate));
            return;
        }
        var tier = tiers.get(level);
        for (int k = (int) Math.min(tier.most, Math.ceil(rate / tier.rate)); k >= 0; k--) {
            double paid = price + k * tier.price;
            double left = rate - k * tier.rate;
            double bound = left <= 0 ? paid : paid + relaxed(level + 1, left);
            // with less of the best buy the bound only grows, but for the first, which may carry more than it must
            if (bound >= bestPrice * (1 - 1e-12)) {
                if (left <= 0) {
                    continue;
                }
                break;
            }
            if (exhausted) {
                openBound = Math.min(openBound, bound);
                break;
            }
            count[level] = k;
            visit(level + 1, paid, left);
            count[level] = 0;
        }
    }

    private void list(int level, double budget, double rate, int most) {
        if (++nodes >= maxNodes || listed.size() > most) {
            exhausted = true;
        } else if (rate <= 0) {
            listed.add(replicas(count));
        } else if (level < tiers.size()) {
            var tier = tiers.get(level);
            for (int k = (int) Math.min(tier.most, Math.ceil(rate / tier.rate)); k >= 0 && !exhausted; k--) {
                double left = rate - k * tier.rate;
                double rest = budget - k * tier.price;
                if ((left <= 0 ? 0 : relaxed(level + 1, left)) <= rest) {
                    count[level] = k;
                    list(level + 1, rest, left, most);
                    count[level] = 0;
                } else if (left > 0) {
                    break;
                }
            }
        }
    }

    /** The price of covering a rate with fractions of replicas, from a tier on. */
    private double relaxed(int from, double rate) {
        double price = 0;
        double left = rate;
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
