package ai.llmd.wva.simulation.workload;

import java.util.random.RandomGenerator;

/** How many tokens prompts or answers have. Every length is at least 1. */
public sealed interface TokenLength {
    /** The length of one. */
    int draw(RandomGenerator random);

    double mean();

    /** The longest that there is; {@code Integer.MAX_VALUE} where nothing bounds it. */
    default int longest() {
        return Integer.MAX_VALUE;
    }

    /** Always the same. */
    record Fixed(int tokens) implements TokenLength {
        public Fixed {
            Refuse.unless(tokens >= 1, "a length must be 1 token or more", tokens);
        }

        @Override
        public int draw(RandomGenerator random) {
            return tokens;
        }

        @Override
        public double mean() {
            return tokens;
        }

        @Override
        public int longest() {
            return tokens;
        }
    }

    /** Each length from {@code min} to {@code max} as likely. */
    record Uniform(int min, int max) implements TokenLength {
        public Uniform {
            Refuse.unless(min >= 1, "a length must be 1 token or more", min);
            Refuse.unless(max >= min, "max must be min or more", max);
        }

        @Override
        public int draw(RandomGenerator random) {
            return Draws.whole(min, max, random);
        }

        @Override
        public double mean() {
            return min + (max - min) / 2.0;
        }

        @Override
        public int longest() {
            return max;
        }
    }

    /** Each token is the last with the same probability, 1 / mean. */
    record Geometric(double mean) implements TokenLength {
        public Geometric {
            Refuse.unless(mean >= 1 && mean < Integer.MAX_VALUE, "a mean length must be 1 token or more", mean);
        }

        @Override
        public int draw(RandomGenerator random) {
            var before = mean == 1 ? 0 : Math.floor(Draws.exponential(random) / -StrictMath.log1p(-1 / mean));
            return (int) (1 + before);
        }
    }

    /** Lognormal, rounded, with the given mean and coefficient of variation. */
    record Lognormal(double mean, double cv) implements TokenLength {
        public Lognormal {
            Refuse.unless(mean >= 1 && mean < Integer.MAX_VALUE, "a mean length must be 1 token or more", mean);
            Refuse.ifNegative(cv, "cv");
        }

        @Override
        public int draw(RandomGenerator random) {
            return (int) Math.max(1, Math.rint(Draws.lognormal(mean, cv, random)));
        }
    }
}
