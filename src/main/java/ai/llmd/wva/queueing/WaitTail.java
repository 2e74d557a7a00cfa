package ai.llmd.wva.queueing;

/**
 * How many requests wait longer than a given time, in the state a {@link BatchChain} is in.
 *
 * <p>A request that finds N + j in the system waits for j + 1 completions, at rate theta = mu(N): an Erlang time
 * (Kleinrock, Queueing Systems 1, 1975, section 3.5; what an arrival finds is what an onlooker sees, since arrivals are
 * Poisson, and those that are let in see it under the condition that they are). It exceeds t while at most j
 * completions fall into t. With places j = 0 .. Q - 1 of weight rho^j, rho = lambda / theta, and x = theta t, the sum
 * over j can be taken first, and leaves
 *
 * <p>{@code sum of rho^j P(Poisson(x) <= j) = (e^(-x (1 - rho)) F(rho x) - rho^Q F(x)) / (1 - rho)}, where
 * {@code F(x) = P(Poisson(x) < Q)}: an exponential tail, cut off at the end of the queue.
 *
 * <p>Lengths that vary less than exponential ones make for shorter waits. Allen and Cunneen (in A. O. Allen,
 * Probability, Statistics and Queueing Theory, 1990) scale the mean wait at several servers by (1 + c^2) / 2, with c^2
 * as in {@link RequestShape#outputVariability()}; here all times are scaled so. Waits behind equal lengths are not
 * quite exponential: short ones are rarer than that. The scale of 0.55 instead of 0.5 halves the error, and was found
 * by simulation.
 */
final class WaitTail {
    /** Beyond so many standard deviations a Poisson distribution has no weight that counts. */
    private static final double STANDARD_DEVIATIONS = 9;

    /** The scale of time for equal lengths; for exponential ones it is 1. */
    private static final double EQUAL_LENGTHS = 0.55;

    private static final double NEGLIGIBLE = 1e-18;
    private static final double LEAST_FOR_STIRLING = 30;
    private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    private final BatchChain chain;
    private final int queue;
    private final double topRate;
    private final double timeScale;
    private final double logFactorial;

    WaitTail(BatchChain chain, double topRate, int queue, double outputVariability) {
        this.chain = chain;
        this.queue = queue;
        this.topRate = topRate;
        this.timeScale = EQUAL_LENGTHS + (1 - EQUAL_LENGTHS) * outputVariability;
        this.logFactorial = queue == 0 ? 0 : logFactorial(queue - 1);
    }

    /** The share of accepted requests that wait longer than this, for a time >= 0. */
    double shareBeyond(double millis) {
        if (chain.waitingWeight() == 0) {
            return 0;
        }
        var ratio = chain.rate() / topRate;
        var completions = topRate * millis / timeScale;
        var sum = (StrictMath.exp(-completions * (1 - ratio)) * poissonBelowQueue(ratio * completions)
                        - power(ratio, queue) * poissonBelowQueue(completions))
                / (1 - ratio);
        var weight = chain.fullBatchWeight() * ratio * Math.max(0, sum);
        return Math.min(weight, chain.waitingWeight()) / chain.acceptedWeight();
    }

    /** P(Poisson(mean) < Q). */
    private double poissonBelowQueue(double mean) {
        var spread = STANDARD_DEVIATIONS * Math.sqrt(mean + STANDARD_DEVIATIONS);
        if (mean + spread < queue) {
            return 1;
        }
        if (mean - spread > queue) {
            return 0;
        }
        var term = StrictMath.exp((queue - 1) * StrictMath.log(mean) - mean - logFactorial);
        return queue <= mean ? below(mean, term) : 1 - above(mean, term * mean / queue);
    }

    private double below(double mean, double lastTerm) {
        var sum = 0.0;
        var term = lastTerm;
        for (var i = queue - 1; i >= 0 && term > NEGLIGIBLE; i--) {
            sum += term;
            term *= i / mean;
        }
        return sum;
    }

    private double above(double mean, double firstTerm) {
        var sum = 0.0;
        var term = firstTerm;
        for (var i = queue; term > NEGLIGIBLE; i++) {
            sum += term;
            term *= mean / (i + 1);
        }
        return sum;
    }

    /** Stirling's series after factors by hand; good to 1e-13. */
    private static double logFactorial(int n) {
        var factor = n + 1;
        var byHand = 1.0;
        while (factor < LEAST_FOR_STIRLING) {
            byHand *= factor;
            factor++;
        }
        double shifted = factor;
        var inverse = 1 / shifted;
        var series = inverse / 12 * (1 - inverse * inverse / 30 * (1 - 2 * inverse * inverse / 7));
        return (shifted - 0.5) * StrictMath.log(shifted) - shifted + HALF_LOG_TWO_PI + series - StrictMath.log(byHand);
    }

    /** By squaring, which needs no more than 62 multiplications: StrictMath.pow costs several times as much. */
    private static double power(double base, int exponent) {
        var result = 1.0;
        var square = base;
        for (var rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
