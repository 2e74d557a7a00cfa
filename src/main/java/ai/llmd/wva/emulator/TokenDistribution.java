package ai.llmd.wva.emulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** How the lengths of answers spread around their mean. Every length is at least 1 token. */
public enum TokenDistribution {
    /** Always the mean. */
    DETERMINISTIC {
        @Override
        double draw(double mean, RandomGenerator random) {
            return mean;
        }
    },
    /** Evenly from 1 to twice the mean, less 1. */
    UNIFORM {
        @Override
        double draw(double mean, RandomGenerator random) {
            return random.nextInt(1, 2 * (int) mean);
        }
    },
    /** Evenly from half the mean to one and a half. */
    UNIFORM_NARROW {
        @Override
        double draw(double mean, RandomGenerator random) {
            var half = (int) mean / 2;
            return random.nextInt((int) mean - half, (int) mean + half + 1);
        }
    },
    /** Normal with a standard deviation of a fifth of the mean. */
    NORMAL {
        @Override
        double draw(double mean, RandomGenerator random) {
            return Math.rint(random.nextGaussian(mean, mean / 5));
        }
    },
    /** Geometric, the exponential of whole numbers: each token is the last with the same probability. */
    EXPONENTIAL {
        @Override
        double draw(double mean, RandomGenerator random) {
            return mean <= 1 ? 1 : Math.ceil(-random.nextExponential() / Math.log1p(-1 / mean));
        }
    };

    abstract double draw(double mean, RandomGenerator random);

    /** A length around {@code mean} tokens, 1 or more. */
    public int sample(int mean, RandomGenerator random) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, draw(mean, random)));
    }

    /** The name people write: lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The distribution of that name, in any case; empty when there is none. */
    public static Optional<TokenDistribution> parse(String label) {
        return Arrays.stream(values())
                .filter(value -> value.label().equalsIgnoreCase(label.strip().replace('_', '-')))
                .findFirst();
    }

    /** All names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(TokenDistribution::label).collect(Collectors.joining(", "));
    }
}
