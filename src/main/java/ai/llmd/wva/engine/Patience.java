package ai.llmd.wva.engine;

import java.util.random.RandomGenerator;

/**
 * How long a client waits before it gives up and goes away.
 *
 * @param spread how patience differs from client to client
 * @param meanMillis mean of it, above 0; infinite for clients that never give up
 * @param awaited what they wait for: once they have it they stay to the end
 */
public record Patience(Spread spread, double meanMillis, Awaited awaited) {
    /** Clients that never give up. */
    public static final Patience ENDLESS = new Patience(Spread.CONSTANT, Double.POSITIVE_INFINITY, Awaited.ANSWER);

    /** How patience differs from client to client. */
    public enum Spread {
        /** All have the same. */
        CONSTANT,
        /** Exponentially distributed. */
        EXPONENTIAL
    }

    /** What a client waits for. */
    public enum Awaited {
        /** The first token, as someone does who watches a stream. */
        FIRST_TOKEN,
        /** The whole answer, as a program with a timeout does. */
        ANSWER
    }

    public Patience {
        if (!(meanMillis > 0)) {
            throw new IllegalArgumentException("patience must be above 0 milliseconds: " + meanMillis);
        }
    }

    /** Whether anyone ever gives up. */
    public boolean ends() {
        return meanMillis < Double.POSITIVE_INFINITY;
    }

    /** The patience of one client, in milliseconds; infinite if it never gives up. */
    public double drawMillis(RandomGenerator random) {
        return switch (spread) {
            case CONSTANT -> meanMillis;
            case EXPONENTIAL -> ends() ? meanMillis * random.nextExponential() : meanMillis;
        };
    }
}
