package ai.llmd.wva.queueing;

/**
 * The birth-death chain of a replica in steady state: n requests in the system, arrivals at rate lambda, completions at
 * mu(min(n, N)), at most C = N + queue requests. Solving it takes O(sqrt N) steps of arithmetic and no memory.
 *
 * <p>What makes it short, besides p(n + 1) = p(n) lambda / mu(n + 1):
 *
 * <ul>
 *   <li>From N on the states are a geometric series ({@link GeometricSums}).
 *   <li>Below N they have a single peak, since mu never falls with n. Summation starts at the peak and walks down both
 *       sides until the weights vanish, so that none overflows and few are visited.
 *   <li>Service in a batch of n takes a + b n. Weighting the states by their completions, mu(n + 1) p(n + 1) = lambda
 *       p(n), gives the mean time in service as a + b n_e, with n_e = 1 + the mean number in service that an accepted
 *       arrival finds. It lies in 1 .. N and needs no difference of nearly equal numbers; the same n_e is the batch
 *       size whose decode time is the mean time between tokens.
 *   <li>A request that finds n >= N before it waits for n - N + 1 completions at rate mu(N): a sum of positive terms.
 * </ul>
 *
 * An instance holds the last solution and is not safe for use by several threads.
 */
final class BatchChain {
    /** Weights below this share of the peak end a walk; what is cut off is far below the rounding of any result. */
    private static final double NEGLIGIBLE = 1e-30;

    private double fixedMillis;
    private double perRequestMillis;
    private int batch;
    private int queue;
    private double topRate;
    private final GeometricSums places = new GeometricSums();

    // Weights of the states that accept an arrival, 0 .. C - 1, relative to their peak.
    private double idleWeight;
    private double busyWeight;
    private double foundInService;
    private double foundWaiting;

    // The states below N, from the crest down and up, and the waiting places: what StateWalk goes over once more.
    private double rate;
    private int peak;
    private double fullBatchWeight;
    private double waitingWeight;

    private double throughput;
    private double busyShare;

    BatchChain(ServiceLaw law, int batch, int queue) {
        become(law, batch, queue);
    }

    /** One that must {@link #become} a replica's before it is solved. */
    BatchChain() {}

    /** Makes it the chain of another replica, to be solved anew. */
    final void become(ServiceLaw law, int batch, int queue) {
        become(law, batch, queue, law.ratePerMilli(batch));
    }

    /** The same where a full batch completes at another rate, since not all of its last place is there. */
    final void become(ServiceLaw law, int batch, int queue, double topRate) {
        this.fixedMillis = law.fixedMillis();
        this.perRequestMillis = law.perRequestMillis();
        this.batch = batch;
        this.queue = queue;
        this.topRate = topRate;
    }

    /** Finds the steady state for an arrival rate per millisecond, finite and >= 0. */
    void solve(double rate) {
        this.rate = rate;
        if (rate < topRate) {
            solveBelowCapacity(rate);
        } else {
            solveAboveCapacity(rate);
        }
    }

    private void solveBelowCapacity(double rate) {
        // lambda >= mu(n), and so the weights rise, as far as n = lambda a / (1 - lambda b). With a = 0 that may be
        // 0/0,
        // and the NaN becomes 0, which is right.
        var crest = rate * fixedMillis / Math.max(0, 1 - rate * perRequestMillis);
        var peak = (int) Math.min(batch - 1, crest);
        startAt(peak, 1);
        walkDown(rate, peak, 1);
        var fullBatch = walkUp(rate, peak);
        this.peak = peak;
        this.fullBatchWeight = fullBatch;
        this.waitingWeight = 0;
        var ratio = rate / topRate;
        var lost = 0.0;
        if (fullBatch > 0) {
            places.compute(ratio, queue);
            waitingWeight = fullBatch * ratio * places.plain();
            addPlaces(waitingWeight, fullBatch * ratio * places.weighted());
            lost = fullBatch * ratio * places.power();
        }
        var accepted = idleWeight + busyWeight;
        throughput = rate * (accepted / (accepted + lost));
        busyShare = (busyWeight + lost) / (accepted + lost);
    }

    private void solveAboveCapacity(double rate) {
        // The peak is C - 1, the fullest state that still accepts; below it the weights fall by mu(N) / lambda a place.
        var inverse = topRate / rate;
        places.compute(inverse, queue);
        startAt(batch - 1, places.power());
        walkDown(rate, batch - 1, places.power());
        addPlaces(places.plain(), (queue + 1.0) * places.plain() - places.weighted());
        // The weight of C is 1 / inverse, which may overflow: numerators and denominators are multiplied by inverse.
        var accepted = (idleWeight + busyWeight) * inverse;
        throughput = topRate * ((idleWeight + busyWeight) / (accepted + 1));
        busyShare = (busyWeight * inverse + 1) / (accepted + 1);
    }

    private void startAt(int state, double weight) {
        idleWeight = state == 0 ? weight : 0;
        busyWeight = state == 0 ? 0 : weight;
        foundInService = state * weight;
        foundWaiting = 0;
    }

    private void walkDown(double rate, int from, double startWeight) {
        var weight = startWeight;
        var sum = 0.0;
        var moment = 0.0;
        for (var n = from; n > 1 && weight > NEGLIGIBLE; n--) {
            weight *= n / (rate * (fixedMillis + perRequestMillis * n));
            sum += weight;
            moment += (n - 1) * weight;
        }
        busyWeight += sum;
        foundInService += moment;
        if (from > 0 && weight > NEGLIGIBLE) {
            idleWeight = weight / (rate * (fixedMillis + perRequestMillis));
        }
    }

    /** Returns the weight of state N - 1, or 0 where it is negligible. */
    private double walkUp(double rate, int from) {
        var constant = rate * perRequestMillis;
        var falling = rate * fixedMillis;
        var weight = 1.0;
        var sum = 0.0;
        var moment = 0.0;
        for (var n = from + 1; n < batch && weight > NEGLIGIBLE; n++) {
            weight *= constant + falling / n;
            sum += weight;
            moment += n * weight;
        }
        busyWeight += sum;
        foundInService += moment;
        return weight > NEGLIGIBLE ? weight : 0;
    }

    /** Adds the states N .. C - 1: an arrival finds N - 1 besides the one whose place it takes over, and waits. */
    private void addPlaces(double weight, double completionsToWaitFor) {
        busyWeight += weight;
        foundInService += (batch - 1) * weight;
        foundWaiting = completionsToWaitFor;
    }

    /** Completions per millisecond; at most the arrival rate and mu(N). */
    double throughput() {
        return Math.min(throughput, topRate);
    }

    /** n_e, the batch size that a request meets on average, itself included: 1 .. N. */
    double concurrency() {
        return 1 + foundInService / (idleWeight + busyWeight);
    }

    /** Mean time from arrival until the request joins the batch. */
    double waitMillis() {
        return foundWaiting / (topRate * (idleWeight + busyWeight));
    }

    /** The arrival rate of the last solution, per millisecond. */
    double rate() {
        return rate;
    }

    /**
     * The state of greatest weight below N, whose weight is 1. This and the weights below hold for rates below mu(N).
     */
    int peak() {
        return peak;
    }

    /** The weight of all states that accept an arrival. */
    double acceptedWeight() {
        return idleWeight + busyWeight;
    }

    /** The weight of state N - 1, in which an arrival fills the batch; 0 where negligible. */
    double fullBatchWeight() {
        return fullBatchWeight;
    }

    /** The weight of the states N .. C - 1, in which an arrival waits. */
    double waitingWeight() {
        return waitingWeight;
    }

    /** The share of time with at least one request in the system: 1 - p(0). */
    double busyShare() {
        return busyShare;
    }
}
