package ai.llmd.wva.simulation.workload;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How requests are spaced around the mean rate. A stream of mean spacing 1 is laid along the integral of the rate, so
 * that every process follows every shape of rate.
 */
public sealed interface ArrivalProcess {
    /** From the start to the first request, where the mean spacing is 1. */
    default double first(RandomGenerator random) {
        return gap(random);
    }

    /** Between two requests, where the mean spacing is 1. */
    default double gap(RandomGenerator random) {
        return Draws.exponential(random);
    }

    /** The states that the rate walks through, in order and round again; none where it is as the stages say. */
    default List<RateState> states() {
        return List.of();
    }

    /** The state that the rate begins in. */
    default int firstState(RandomGenerator random) {
        return 0;
    }

    /** How long the rate stays in a state this time. */
    default double staySeconds(RateState state, RandomGenerator random) {
        return state.meanSeconds();
    }

    /** The rate over a long time, as a multiple of what the stages say. */
    default double meanFactor() {
        var seconds = 0.0;
        var requests = 0.0;
        for (var state : states()) {
            seconds += state.meanSeconds();
            requests += state.meanSeconds() * state.rateFactor();
        }
        return seconds > 0 ? requests / seconds : 1;
    }

    /** Independently of each other. */
    record Poisson() implements ArrivalProcess {}

    /** Evenly, the first at once. */
    record Even() implements ArrivalProcess {
        @Override
        public double first(RandomGenerator random) {
            return 0;
        }

        @Override
        public double gap(RandomGenerator random) {
            return 1;
        }
    }

    /** In bursts, for a coefficient of variation above 1: Gamma-distributed gaps. It begins at a random instant. */
    record Gamma(double cv) implements ArrivalProcess {
        public Gamma {
            Refuse.unlessPositive(cv, "cv");
        }

        @Override
        public double first(RandomGenerator random) {
            // the gap that a random instant falls into is longer than most: its shape is one more
            return (1 - random.nextDouble()) * Draws.gamma(1 / (cv * cv) + 1, random) * cv * cv;
        }

        @Override
        public double gap(RandomGenerator random) {
            return Draws.gamma(1 / (cv * cv), random) * cv * cv;
        }
    }

    /**
     * Poisson with a rate that changes at random (MMPP): the time in each state is exponential. It begins at a random
     * instant, so each state is as likely at first as it is later on.
     */
    record Modulated(List<RateState> states) implements ArrivalProcess {
        public Modulated {
            states = List.copyOf(states);
            Refuse.unless(states.size() >= 2, "there must be 2 states or more", states.size());
        }

        @Override
        public int firstState(RandomGenerator random) {
            var seconds = 0.0;
            for (var state : states) {
                seconds += state.meanSeconds();
            }
            var left = random.nextDouble() * seconds;
            int first = 0;
            while (first < states.size() - 1 && left >= states.get(first).meanSeconds()) {
                left -= states.get(first).meanSeconds();
                first++;
            }
            return first;
        }

        @Override
        public double staySeconds(RateState state, RandomGenerator random) {
            return state.meanSeconds() * Draws.exponential(random);
        }
    }

    /** Poisson, with pauses of a fixed length between stretches of a fixed length; it begins with requests. */
    record OnOff(double onSeconds, double offSeconds) implements ArrivalProcess {
        public OnOff {
            Refuse.unlessPositive(onSeconds, "onSeconds");
            Refuse.unlessPositive(offSeconds, "offSeconds");
        }

        @Override
        public List<RateState> states() {
            return List.of(new RateState(1, onSeconds), new RateState(0, offSeconds));
        }
    }
}
