package ai.llmd.wva.engine;

/** A histogram: how many values were at most each bound, and their sum. */
public final class BucketCounts {
    private final double[] upperBounds;
    private final long[] counts;
    private long count;
    private double sum;

    BucketCounts(double[] upperBounds) {
        this.upperBounds = upperBounds;
        this.counts = new long[upperBounds.length + 1];
    }

    void observe(double value) {
        observe(value, 1);
    }

    void observe(double value, int times) {
        var bucket = 0;
        while (bucket < upperBounds.length && value > upperBounds[bucket]) {
            bucket++;
        }
        counts[bucket] += times;
        count += times;
        sum += value * times;
    }

    /** Number of buckets, the last of which has no bound. */
    public int size() {
        return counts.length;
    }

    /** The bound of a bucket, infinite for the last. */
    public double upperBound(int bucket) {
        return bucket < upperBounds.length ? upperBounds[bucket] : Double.POSITIVE_INFINITY;
    }

    /** Values in a bucket that are in no bucket before it. */
    public long count(int bucket) {
        return counts[bucket];
    }

    /** Values in a bucket and in those before it. */
    public long cumulativeCount(int bucket) {
        var total = 0L;
        for (var i = 0; i <= bucket; i++) {
            total += counts[i];
        }
        return total;
    }

    public long count() {
        return count;
    }

    public double sum() {
        return sum;
    }
}
