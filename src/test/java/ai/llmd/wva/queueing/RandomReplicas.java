package ai.llmd.wva.queueing;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Seeded random replicas over the whole range of what profiles hold, corners included. */
final class RandomReplicas {
    private final SplittableRandom random;
    private final int largestBatch;

    RandomReplicas(long seed, int largestBatch) {
        this.random = new SplittableRandom(seed);
        this.largestBatch = largestBatch;
    }

    /** A replica and the requests it serves. */
    record Sample(Replica replica, RequestShape shape) {
        ReplicaModel model() {
            return new ReplicaModel(replica, shape);
        }
    }

    Stream<Sample> stream(int count) {
        return Stream.generate(this::next)
                .filter(sample ->
                        ServiceLaw.of(sample.replica(), sample.shape()).millisAt(1) > 0)
                .limit(count);
    }

    /** A uniform number, for choices within a test. */
    double fraction() {
        return random.nextDouble();
    }

    private Sample next() {
        var batch = (int) between(1, largestBatch);
        var decode = new DecodeTime(upTo(200), upTo(5));
        var prefill = random.nextInt(3) == 0
                ? Optional.<PrefillTime>empty()
                : Optional.of(new PrefillTime(upTo(500), upTo(1)));
        var places = random.nextInt(4) == 0 ? random.nextInt(3 * batch + 1) : 10 * batch;
        var shape = new RequestShape(Math.rint(upTo(32_000)), Math.rint(between(1, 8_000)));
        return new Sample(new Replica(batch, places, decode, prefill), shape);
    }

    /** Zero now and then, else spread over four decades below the limit. */
    private double upTo(double limit) {
        return random.nextInt(8) == 0 ? 0 : limit * Math.pow(10, -4 * random.nextDouble());
    }

    /** Spread evenly over the logarithm. */
    private double between(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }
}
