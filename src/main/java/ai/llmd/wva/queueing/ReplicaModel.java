package ai.llmd.wva.queueing;

import java.util.Optional;

/**
 * One replica of the published law, serving requests of one mean shape: its latency at any arrival rate. Immutable,
 * and safe for use by several threads.
 */
public final class ReplicaModel {
    /** The search for a rate starts here, in shares of mu(1), ... */
    static final double LEAST_SHARE = 0.001;
    /** ... and ends here, in shares of mu(N): what tools print as the capacity of a replica. */
    static final double LARGEST_SHARE = 0.999;

    static final double MILLIS_PER_SECOND = 1000;

    private final Replica replica;
    private final RequestShape shape;
    private final ServiceLaw law;

    /**
     * A model of the replica under requests of the shape.
     *
     * @throws IllegalArgumentException if a request would take no time at all (alpha = beta = 0, for instance), or so
     *     long that its rate is no longer a number
     */
    public ReplicaModel(Replica replica, RequestShape shape) {
        this.replica = replica;
        this.shape = shape;
        this.law = ServiceLaw.of(replica, shape);
        requireServiceTime(law, replica.maxBatchSize());
    }

    static void requireServiceTime(ServiceLaw law, double batch) {
        var slowest = law.ratePerMilli(1) * LEAST_SHARE;
        var fastest = law.ratePerMilli(batch) * MILLIS_PER_SECOND;
        if (!(slowest >= Double.MIN_NORMAL) || !(fastest <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("a request is served in " + law.millisAt(1) + " ms alone and in "
                    + law.millisAt(batch) + " ms in a full batch: not a service time to plan with");
        }
    }

    /** How a replica fares, by the law that is its own: see {@link #analyze(double)}. */
    public static Performance analyze(Replica replica, RequestShape shape, double ratePerSecond) {
        if (replica.batching().isEmpty()) {
            return new ReplicaModel(replica, shape).analyze(ratePerSecond);
        }
        Require.finiteAndNotNegative("arrival rate", ratePerSecond);
        var model = new ContinuousModel();
        model.become(replica, replica.batching().get(), shape);
        model.solve(ratePerSecond / MILLIS_PER_SECOND);
        return model.performance();
    }

    /**
     * How the replica fares at an arrival rate, which may exceed its capacity: then the queue is full most of the time.
     *
     * @param ratePerSecond requests per second, finite and >= 0
     */
    public Performance analyze(double ratePerSecond) {
        Require.finiteAndNotNegative("arrival rate", ratePerSecond);
        var chain = newChain();
        chain.solve(ratePerSecond / MILLIS_PER_SECOND);
        return performance(chain, ratePerSecond);
    }

    /** The smallest rate a sizing considers: a thousandth of what a replica does one request at a time. */
    public double minRatePerSecond() {
        return law.ratePerMilli(1) * LEAST_SHARE * MILLIS_PER_SECOND;
    }

    /** The largest rate a sizing considers: 0.999 mu(N). */
    public double maxRatePerSecond() {
        return LARGEST_SHARE * capacityPerSecond();
    }

    /** Completions per second with a full batch, mu(N). */
    public double capacityPerSecond() {
        return law.ratePerMilli(replica.maxBatchSize()) * MILLIS_PER_SECOND;
    }

    ServiceLaw law() {
        return law;
    }

    BatchChain newChain() {
        var chain = new BatchChain();
        prepare(chain);
        return chain;
    }

    /** Makes a chain that of this replica. */
    void prepare(BatchChain chain) {
        chain.become(law, replica.maxBatchSize(), replica.maxQueue());
    }

    /** Completions per second in the state the chain is in, which was solved for this rate. */
    double throughputPerSecond(BatchChain chain, double ratePerSecond) {
        // the conversion of units may round up past the rate
        return Math.min(chain.throughput() * MILLIS_PER_SECOND, ratePerSecond);
    }

    /** The performance in the state the chain is in, which was solved for this rate. */
    Performance performance(BatchChain chain, double ratePerSecond) {
        var serviceMillis = law.millisAt(chain.concurrency());
        var waitMillis = chain.waitMillis();
        var prefillMillis = prefillMillis(chain);
        var meanInService = Math.min(chain.throughput() * serviceMillis, replica.maxBatchSize());
        return new Performance(
                throughputPerSecond(chain, ratePerSecond),
                waitMillis + serviceMillis,
                waitMillis,
                serviceMillis,
                prefillMillis,
                itlMillis(chain),
                waitMillis + prefillMillis,
                meanInService,
                knowsPrefill() ? meanInService / replica.maxBatchSize() : chain.busyShare(),
                meanInService + chain.throughput() * waitMillis);
    }

    /** Mean wait + mean prefill, in the state the chain is in. */
    double ttftMillis(BatchChain chain) {
        return chain.waitMillis() + prefillMillis(chain);
    }

    /**
     * The decode time at the batch size n_e. With a profile of alpha and beta only that is the mean time in service /
     * K. Where the time in service does not depend on the batch, n_e cannot be told from it and counts 0.
     */
    double itlMillis(BatchChain chain) {
        return replica.decode().millisAt(law.perRequestMillis() == 0 ? 0 : chain.concurrency());
    }

    private double prefillMillis(BatchChain chain) {
        Optional<PrefillTime> prefill = replica.prefill();
        return prefill.isEmpty() ? 0 : prefill.get().millisAt(shape.inputTokens(), chain.concurrency());
    }

    boolean knowsPrefill() {
        return replica.prefill().isPresent();
    }
}
