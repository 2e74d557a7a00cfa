package ai.llmd.wva.queueing;

/**
 * How the batch, averaged over the decoding of one request, is distributed over the requests: what an inter-token
 * latency per request comes from. In the state a {@link BatchChain} is in.
 *
 * <p>Measured in work (a request's whole service is one unit, whatever the batch), the others in the batch are born at
 * rate lambda (a + b n) and leave at rate 1 each. So a request meets, at every point of its own work, the distribution
 * that it met on arrival, and two numbers of others u apart have the correlation e^(-x u), x = 1 - lambda b: the linear
 * birth and death process with immigration (Bailey, The Elements of Stochastic Processes, 1964, section 8.7). The
 * average over a span of L units then has the mean of a snapshot and the share g(x L) = 2 (x L - 1 + e^(-x L)) / (x
 * L)^2 of its variance, which is the integral of the correlation over the span twice.
 *
 * <p>From that the distribution is put together. A request that sees no change at all, with the batch at n, averages n:
 * these are the atoms. The rest is the snapshot less the atoms, each state spread evenly over the half steps beside it,
 * and drawn together around its mean by the root of g. A full batch changes only when it has been full without a queue,
 * at rate (N - 1) (1 - rho).
 *
 * <p>Lengths: for exponential ones the terms above are averaged over L; for equal ones L is the decoding's share of the
 * work, and the correlation falls to nothing within one unit, which x' = 1.25 x fits (2/3 of the variance remain at x =
 * 1, as for M/D/infinity). In between the two are weighted by {@link RequestShape#outputVariability()}.
 */
final class AverageBatch {
    private static final double CORRELATION_OF_EQUAL_LENGTHS = 1.25;
    /** A target that is a whole number of requests but for rounding counts as that number. */
    private static final double ROUNDING = 1e-9;

    private final BatchChain chain;
    private final ServiceLaw law;
    private final int batch;
    private final double exponentialPart;
    private final double topRate;
    private final StateWalk walk;

    // of the span that was asked for last
    private double changesAlone;
    private double changesPerOther;
    private double limit;
    private double atoms;
    private double atomMoment;
    private double atomsWithin;

    AverageBatch(BatchChain chain, ServiceLaw law, int batch, double outputVariability) {
        this.chain = chain;
        this.law = law;
        this.batch = batch;
        this.exponentialPart = Math.min(1, outputVariability);
        this.topRate = law.ratePerMilli(batch);
        this.walk = new StateWalk(chain, law, batch);
    }

    /**
     * The share of requests whose batch is on average at most this.
     *
     * @param most requests in the batch, the request itself included
     * @param span what the average is over, as a share of the work of a mean request, 0..1
     */
    double shareAtMost(double most, double span) {
        limit = most * (1 + ROUNDING);
        if (limit < 1 || limit >= batch) {
            return limit < 1 ? 0 : 1;
        }
        var fullShare = (chain.fullBatchWeight() + chain.waitingWeight()) / chain.acceptedWeight();
        var fullAtom = fullShare * unchanged(span * (batch - 1) * (1 - chain.rate() / topRate));
        changesAlone = span * chain.rate() * law.millisAt(1);
        changesPerOther = span * (1 + chain.rate() * law.perRequestMillis());
        addAtoms();
        var rest = 1 - atoms - fullAtom;
        if (rest <= ROUNDING) {
            return Math.min(1, atomsWithin + Math.max(0, rest));
        }
        var mean = (chain.concurrency() - atomMoment - batch * fullAtom) / rest;
        var shrinkage = Math.sqrt(varianceShare(span * (1 - chain.rate() * law.perRequestMillis())));
        return Math.min(1, atomsWithin + restBelow(mean, shrinkage, rest, fullShare - fullAtom));
    }

    /** What is left after the atoms, up to the limit. */
    private double restBelow(double mean, double shrinkage, double rest, double fullRest) {
        var snapshot = mean + (limit - mean) / shrinkage;
        if (snapshot > batch - 0.5) {
            // stretched so that the average ends at N
            var end = mean + (batch - mean) / shrinkage;
            return rest - fullRest * Math.max(0, end - snapshot) / (end - batch + 0.5);
        }
        var start = mean - (mean - 1) / shrinkage;
        var cell = Math.max(1, (int) Math.floor(snapshot + 0.5));
        var inCell = cell == 1 ? Math.max(0, snapshot - start) / (1.5 - start) : snapshot - cell + 0.5;
        return restOfStates(cell, inCell);
    }

    private void addAtoms() {
        atoms = 0;
        atomMoment = 0;
        atomsWithin = 0;
        walk.toPeak();
        do {
            addAtom();
        } while (walk.down());
        walk.toPeak();
        while (walk.up()) {
            addAtom();
        }
    }

    private void addAtom() {
        var others = walk.state();
        if (others < batch - 1) {
            var atom = walk.weight() / chain.acceptedWeight() * unchanged(changesAlone + others * changesPerOther);
            atoms += atom;
            atomMoment += (others + 1) * atom;
            atomsWithin += others + 1 <= limit ? atom : 0;
        }
    }

    /** The snapshot less the atoms: all batches below the cell and a part of the cell itself, which is less than N. */
    private double restOfStates(int cell, double inCell) {
        var sum = 0.0;
        walk.toPeak();
        do {
            sum += restOfState(cell, inCell);
        } while (walk.down());
        walk.toPeak();
        while (walk.state() + 1 < cell && walk.up()) {
            sum += restOfState(cell, inCell);
        }
        return sum / chain.acceptedWeight();
    }

    private double restOfState(int cell, double inCell) {
        var others = walk.state();
        if (others + 1 > cell) {
            return 0;
        }
        var rest = walk.weight() * (1 - unchanged(changesAlone + others * changesPerOther));
        return others + 1 < cell ? rest : inCell * rest;
    }

    /** The chance that nothing happens where so many changes are due in the span of a mean request. */
    private double unchanged(double changes) {
        var exponential = exponentialPart / (1 + changes);
        return exponentialPart == 1 ? exponential : exponential + (1 - exponentialPart) * StrictMath.exp(-changes);
    }

    private double varianceShare(double span) {
        var exponential = exponentialPart * averageVarianceShare(span);
        return exponentialPart == 1
                ? exponential
                : exponential + (1 - exponentialPart) * spanVarianceShare(CORRELATION_OF_EQUAL_LENGTHS * span);
    }

    /** g(y) = 2 (y - 1 + e^-y) / y^2, and its series where that is 0/0. */
    static double spanVarianceShare(double span) {
        return span < 1e-3 ? 1 - span / 3 + span * span / 12 : 2 * (span + StrictMath.expm1(-span)) / (span * span);
    }

    /** g averaged over exponential lengths: 2 ((1 + y) ln(1 + y) - y) / y^2, and its series. */
    static double averageVarianceShare(double span) {
        return span < 1e-3
                ? 1 - span / 3 + span * span / 6
                : 2 * ((1 + span) * StrictMath.log1p(span) - span) / (span * span);
    }
}
