package ai.llmd.wva.queueing;

/**
 * The sums over the waiting places, where each state is {@code ratio} times as likely as the one before: the geometric
 * series {@code sum(r^j)} and {@code sum((j + 1) r^j)} for j = 0 .. terms - 1.
 *
 * <p>The closed forms divide by (1 - r) and by its square and lose all digits near r = 1, where a loaded replica works.
 * Instead the series of k terms is doubled to 2 k terms, {@code S(2k) = S(k) (1 + r^k)}, along the binary digits of the
 * number of terms: only sums of positive numbers, hence full precision for every r, in a dozen steps.
 */
final class GeometricSums {
    private double plain;
    private double weighted;
    private double power;

    /** Computes the sums for a ratio of 0 .. 1 and a number of terms >= 0. */
    void compute(double ratio, int terms) {
        var sum = 0.0;
        var weightedSum = 0.0;
        var ratioToCount = 1.0;
        var count = 0;
        for (var bit = Integer.highestOneBit(terms); bit != 0; bit >>>= 1) {
            weightedSum += ratioToCount * (weightedSum + count * sum);
            sum += ratioToCount * sum;
            ratioToCount *= ratioToCount;
            count *= 2;
            if ((terms & bit) != 0) {
                sum += ratioToCount;
                count++;
                weightedSum += count * ratioToCount;
                ratioToCount *= ratio;
            }
        }
        plain = sum;
        weighted = weightedSum;
        power = ratioToCount;
    }

    /** {@code sum(r^j)}. */
    double plain() {
        return plain;
    }

    /** {@code sum((j + 1) r^j)}. */
    double weighted() {
        return weighted;
    }

    /** {@code r^terms}. */
    double power() {
        return power;
    }
}
