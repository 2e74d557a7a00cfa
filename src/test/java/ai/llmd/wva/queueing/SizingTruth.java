package ai.llmd.wva.queueing;

import ai.llmd.wva.engine.Engine;
import ai.llmd.wva.engine.EngineListener;
import ai.llmd.wva.engine.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** At which rate of Poisson arrivals the simulated engine first misses a target: one replica, several long runs. */
final class SizingTruth {
    static final List<String> FIGURES =
            List.of("TTFT mean", "TTFT p90", "TTFT p95", "TTFT p99", "ITL mean", "ITL p90", "ITL p95", "ITL p99");
    static final double[] PERCENTILES = {0, 90, 95, 99};

    private static final int REQUESTS = 15_000;
    private static final long[] SEEDS = {70_001, 70_002, 70_003, 70_004, 70_005};
    private static final double FIRST_SHARE = 0.25;
    private static final double GROWTH = 1.12;
    private static final int REFINEMENTS = 2;

    private final SizingShape shape;
    private final TreeMap<Double, double[]> measured = new TreeMap<>();

    SizingTruth(SizingShape shape) {
        this.shape = shape;
    }

    /** The rate of each figure, requests a second. */
    double[] rates() {
        var requests = shape.shape();
        var rate = FIRST_SHARE * 1000 * BatchCapacity.of(shape, requests);
        while (!allMissed(at(rate))) {
            rate *= GROWTH;
        }
        var rates = new double[FIGURES.size()];
        for (var figure = 0; figure < rates.length; figure++) {
            for (var i = 0; i < REFINEMENTS; i++) {
                at(crossing(figure));
            }
            rates[figure] = crossing(figure);
        }
        return rates;
    }

    private boolean allMissed(double[] figures) {
        for (var figure = 0; figure < figures.length; figure++) {
            if (figures[figure] <= shape.millis(figure)) {
                return false;
            }
        }
        return true;
    }

    /** Between the last rate that keeps the target and the next, with the logarithm of the figure taken as linear. */
    private double crossing(int figure) {
        var target = shape.millis(figure);
        var before = 0.0;
        for (var entry : measured.entrySet()) {
            if (entry.getValue()[figure] > target) {
                if (before == 0) {
                    return entry.getKey() / GROWTH;
                }
                var low = Math.log(measured.get(before)[figure] / target);
                var high = Math.log(entry.getValue()[figure] / target);
                return before + (entry.getKey() - before) * -low / (high - low);
            }
            before = entry.getKey();
        }
        throw new IllegalStateException("no rate misses " + FIGURES.get(figure) + " of " + shape.name());
    }

    private double[] at(double rate) {
        return measured.computeIfAbsent(rate, one -> {
            var sum = new double[FIGURES.size()];
            Arrays.stream(SEEDS).parallel().mapToObj(seed -> run(one, seed)).forEachOrdered(figures -> {
                for (var i = 0; i < sum.length; i++) {
                    sum[i] += figures[i] / SEEDS.length;
                }
            });
            return sum;
        });
    }

    private double[] run(double ratePerSecond, long seed) {
        var engine = new Engine(shape.law(), shape.limits(), EngineListener.NONE);
        var random = new SplittableRandom(seed);
        var arrivals = random.split();
        List<Sequence> sequences = new ArrayList<>();
        var atMillis = 0.0;
        for (var i = 0; i < REQUESTS; i++) {
            atMillis -= Math.log(1 - arrivals.nextDouble()) * 1000 / ratePerSecond;
            sequences.add(engine.submit(atMillis, shape.draw(random)));
        }
        engine.advance(Double.MAX_VALUE);
        var settled = sequences.subList(REQUESTS / 8, REQUESTS - REQUESTS / 50);
        var ttft = settled.stream()
                .mapToDouble(Sequence::firstTokenMillis)
                .sorted()
                .toArray();
        var several =
                settled.stream().filter(one -> one.spec().outputTokens() > 1).toList();
        var itl = several.stream().mapToDouble(Sequence::meanGapMillis).sorted().toArray();
        var tokens = several.stream()
                .mapToDouble(one -> one.spec().outputTokens() - 1)
                .sum();
        return new double[] {
            Arrays.stream(ttft).average().orElseThrow(),
            quantile(ttft, 0.9),
            quantile(ttft, 0.95),
            quantile(ttft, 0.99),
            several.stream().mapToDouble(Sequence::decodeMillis).sum() / tokens,
            quantile(itl, 0.9),
            quantile(itl, 0.95),
            quantile(itl, 0.99)
        };
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * sorted.length)];
    }

    /** What a replica carries with all of its batch, whatever the latency. */
    private static final class BatchCapacity {
        static double of(SizingShape shape, RequestShape requests) {
            var model = new ContinuousModel();
            var replica = shape.replica(requests);
            model.become(replica, replica.batching().orElseThrow(), requests);
            return model.topRate();
        }
    }
}
