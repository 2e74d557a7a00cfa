package ai.llmd.wva.queueing;

/**
 * The published way to size a replica (llm-inferno's queue analysis), written down plainly: the reference for results
 * and for speed. All states of the chain are laid out in an array, and a target is met by bisection, each step of which
 * solves the chain anew. Rates are per millisecond here, as published.
 */
public final class PublishedAlgorithm {
    /** The published stop: latency within this share of the target. */
    public static final double PUBLISHED_TOLERANCE = 1e-6;

    private static final int MOST_STEPS = 100;
    private static final double RESCALE_ABOVE = 1e200;

    private final Replica replica;
    private final RequestShape shape;
    private final double tolerance;
    private final double decodeSteps;
    private final double[] serviceRates;
    private final double[] probabilities;

    private double throughput;
    private double meanInSystem;
    private double meanInService;

    /**
     * @param tolerance where bisection stops, as a share of the target; 0 to use every step there is
     */
    public PublishedAlgorithm(Replica replica, RequestShape shape, double tolerance) {
        this.replica = replica;
        this.shape = shape;
        this.tolerance = tolerance;
        var prefill = replica.prefill().isPresent();
        var output = shape.outputTokens();
        this.decodeSteps = !prefill ? output : shape.inputTokens() == 0 && output == 1 ? 1 : output - 1;
        this.serviceRates = new double[replica.maxBatchSize()];
        for (var n = 1; n <= replica.maxBatchSize(); n++) {
            serviceRates[n - 1] =
                    n / (prefillMillis(n) + decodeSteps * replica.decode().millisAt(n));
        }
        this.probabilities = new double[replica.maxBatchSize() + replica.maxQueue() + 1];
    }

    /** The largest rate per second that meets both targets, or NaN where the smallest rate misses one. */
    public double maxRatePerSecond(LatencyTargets targets) {
        var low = 0.001 * serviceRates[0];
        var high = 0.999 * serviceRates[serviceRates.length - 1];
        var rate = high;
        if (targets.ttftMillis() > 0) {
            rate = Math.min(rate, bisect(low, high, true, targets.ttftMillis()));
        }
        if (targets.itlMillis() > 0) {
            rate = Math.min(rate, bisect(low, high, false, targets.itlMillis()));
        }
        solve(rate);
        return rate * 1000;
    }

    /** The state at a rate per second. */
    public Performance analyze(double ratePerSecond) {
        solve(ratePerSecond / 1000);
        var response = meanInSystem / throughput;
        var service = meanInService / throughput;
        var prefill = prefillMillis(effectiveConcurrency());
        return new Performance(
                throughput * 1000,
                response,
                waitMillis(),
                service,
                prefill,
                itlMillis(),
                waitMillis() + prefill,
                meanInService,
                replica.prefill().isPresent() ? meanInService / replica.maxBatchSize() : 1 - probabilities[0],
                meanInSystem);
    }

    private double bisect(double least, double largest, boolean firstToken, double target) {
        if (latency(least, firstToken) > target) {
            return Double.NaN;
        }
        if (latency(largest, firstToken) <= target) {
            return largest;
        }
        var low = least;
        var high = largest;
        var middle = low;
        for (var step = 0; step < MOST_STEPS; step++) {
            middle = 0.5 * (low + high);
            var latency = latency(middle, firstToken);
            if (Math.abs(latency - target) <= tolerance * target) {
                break;
            }
            if (latency > target) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return middle;
    }

    private double latency(double rate, boolean firstToken) {
        solve(rate);
        if (!firstToken) {
            return itlMillis();
        }
        if (replica.prefill().isEmpty()) {
            return waitMillis() * Math.log(20);
        }
        return waitMillis() + prefillMillis(effectiveConcurrency());
    }

    private void solve(double rate) {
        var p = probabilities;
        var batch = serviceRates.length;
        var sum = 1.0;
        p[0] = 1;
        for (var n = 1; n < p.length; n++) {
            p[n] = p[n - 1] * (rate / serviceRates[Math.min(n, batch) - 1]);
            sum += p[n];
            if (sum > RESCALE_ABOVE) {
                for (var m = 0; m <= n; m++) {
                    p[m] /= sum;
                }
                sum = 1;
            }
        }
        var inSystem = 0.0;
        var inService = 0.0;
        for (var n = 0; n < p.length; n++) {
            p[n] /= sum;
            inSystem += n * p[n];
            inService += Math.min(n, batch) * p[n];
        }
        meanInSystem = inSystem;
        meanInService = inService;
        throughput = rate * (1 - p[p.length - 1]);
    }

    private double waitMillis() {
        return Math.max(0, (meanInSystem - meanInService) / throughput);
    }

    private double itlMillis() {
        if (replica.prefill().isEmpty()) {
            return meanInService / throughput / shape.outputTokens();
        }
        return replica.decode().millisAt(effectiveConcurrency());
    }

    /**
     * The batch size at which a request would take the mean time in service; without a prompt nothing of prefill
     * counts.
     */
    private double effectiveConcurrency() {
        var gamma = prefillMillis(0);
        var perRequest =
                prefillMillis(1) - gamma + decodeSteps * replica.decode().betaMillis();
        if (perRequest == 0) {
            return 0;
        }
        var fixed = gamma + decodeSteps * replica.decode().alphaMillis();
        var concurrency = (meanInService / throughput - fixed) / perRequest;
        return Math.min(Math.max(concurrency, 0), serviceRates.length);
    }

    private double prefillMillis(double batchSize) {
        return replica.prefill().isEmpty() ? 0 : replica.prefill().get().millisAt(shape.inputTokens(), batchSize);
    }
}
