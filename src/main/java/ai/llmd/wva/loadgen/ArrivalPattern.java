package ai.llmd.wva.loadgen;

import java.util.random.RandomGenerator;

/** How requests are spaced, where the mean spacing is 1. */
public enum ArrivalPattern {
    /** Evenly, the first at once. */
    CONSTANT {
        @Override
        double first(RandomGenerator random) {
            return 0;
        }

        @Override
        double gap(RandomGenerator random) {
            return 1;
        }
    },
    /** Independently of each other: exponential gaps. */
    POISSON {
        @Override
        double first(RandomGenerator random) {
            return random.nextExponential();
        }

        @Override
        double gap(RandomGenerator random) {
            return random.nextExponential();
        }
    };

    abstract double first(RandomGenerator random);

    abstract double gap(RandomGenerator random);
}
