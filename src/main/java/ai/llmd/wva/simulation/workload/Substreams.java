package ai.llmd.wva.simulation.workload;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent random numbers for each purpose of a run, all from one seed: what one purpose draws changes nothing for
 * the others, so that runs of one seed are paired whatever a policy does.
 */
public final class Substreams {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private Substreams() {}

    /**
     * The numbers for one purpose.
     *
     * @param purpose e.g. {@code arrivals}
     * @param index of the model, the variant or the replica that they are for
     */
    public static RandomGenerator of(long seed, String purpose, long index) {
        return FACTORY.create(mix(mix(mix(seed) + STEP * purpose.hashCode()) + STEP * index));
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3. */
    private static long mix(long value) {
        var z = value + STEP;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
