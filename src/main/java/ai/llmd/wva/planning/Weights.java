package ai.llmd.wva.planning;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The share of a model's traffic that each of its variants should get: by what its replicas carry. Only replicas that
 * are ready count, and of these only the ones that stay, unless they cannot carry the load before others have come.
 */
final class Weights {
    private static final int PERCENT = 100;

    private Weights() {}

    /**
     * Whole percents that sum to 100.
     *
     * @param wanted replicas by the plan
     * @param replicas the same with those that are kept for now
     */
    static int[] of(List<GroupMember> members, int[] wanted, int[] replicas, double ratePerSecond) {
        var staying = capacity(
                members,
                IntStream.range(0, wanted.length)
                        .map(i -> members.get(i).ready(wanted[i]))
                        .toArray());
        if (sum(staying) >= ratePerSecond) {
            return percents(staying);
        }
        var ready = capacity(
                members,
                IntStream.range(0, wanted.length)
                        .map(i -> members.get(i).ready(replicas[i]))
                        .toArray());
        return percents(sum(ready) > 0 ? ready : capacity(members, wanted));
    }

    private static double[] capacity(List<GroupMember> members, int[] counts) {
        return IntStream.range(0, counts.length)
                .mapToDouble(i -> counts[i] * members.get(i).perReplicaRatePerSecond())
                .toArray();
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Rounded by the largest remainders, so that they sum to 100; equal shares where there is nothing to go by. */
    static int[] percents(double[] capacity) {
        double sum = sum(capacity);
        var exact = new double[capacity.length];
        var percents = new int[capacity.length];
        int left = PERCENT;
        for (int i = 0; i < capacity.length; i++) {
            exact[i] = sum > 0 ? PERCENT * (capacity[i] / sum) : (double) PERCENT / capacity.length;
            percents[i] = (int) exact[i];
            left -= percents[i];
        }
        var byRemainder = IntStream.range(0, capacity.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> percents[i] - exact[i])
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        for (int i = 0; i < left; i++) {
            percents[byRemainder.get(i % byRemainder.size())]++;
        }
        return percents;
    }
}
