package ai.llmd.wva.queueing;

/**
 * One replica under {@link ContinuousBatching} at an arrival rate, in steady state. Derived for this project from how
 * vLLM V1 schedules, and held against the simulated engine: docs/sizing.md. Times are milliseconds, rates per
 * millisecond.
 *
 * <p>A step takes alpha, w for each request that decodes and delta for each prompt token that it reads, w = beta +
 * kappa * context. A request stays for D = K - 1 such steps after the one that ends its prompt, so that it costs the
 * replica P = delta I for its prompt and D w for its answer, and with n of them D steps take D alpha + (P + D w) n:
 * once more linear in n, which {@link BatchChain} solves, N being the {@link BatchCap}. A request waits in its tokens
 * for what the F others bring that it finds there, but not for its own prompt:
 *
 * <p>{@code D * ITL = D (alpha + w) + (P + D w) F}, and for what has come while its own prompt was read.
 *
 * <p>With speculative decoding a step brings a request g tokens and takes g (alpha + w n) without prompts: divided by
 * g it is the step above, so that all that is counted for each token stays as it is. Only what waits for a whole step
 * does so g times as long: the first token.
 *
 * <p>Prompts form a queue of their own, whose server is the step: it takes all that arrived during the step before
 * (gated service: Takagi, Analysis of Polling Systems, 1986), as far as the budget goes. With a step that takes V
 * besides prompts, rho = lambda P and E the mean square of a prompt's time, steps that an arrival falls into last U = V
 * / (1 - rho) + lambda E / (1 - rho^2); it waits for half of that, and in its own step for those that came with it.
 *
 * <p>One instance holds the last solution and is not safe for use by several threads.
 */
final class ContinuousModel {
    /** The share of a wait between exponential lengths that is left between equal ones. */
    private static final double EQUAL_LENGTHS = 0.75;

    /**
     * Requests of unlike sizes fill a KV cache as fewer, larger ones would, 1 + their variability of them together
     * (Hayward's equivalent random method, in Fredericks, Congestion in Blocking Systems, 1980). They find gaps, too,
     * which takes a part back.
     */
    private static final double UNLIKE_SIZES = 0.7;

    /** Of the requests that a KV cache holds at most, those that it holds while a queue stands. */
    private static final double SUSTAINED = 0.96;

    private static final double BARELY_STABLE = 0.9999;
    /** Of the step budget, what is left to prompts at least. */
    private static final double LEAST_BUDGET_SHARE = 0.125;

    private final BatchChain chain = new BatchChain();

    // of the replica and its requests
    private RequestShape shape;
    private BatchCap cap;
    private double alpha;
    private double prefillFixed;
    private double perToken;
    private double computed;
    private double prompt;
    private double promptSquare;
    private double steps;
    private double tokensPerStep;
    private double stepBudget;
    private double delta;
    private ServiceLaw law;
    private double topRate;
    private double waitScale;
    /** Requests that fill the KV cache as one would, >= 1. */
    private double unit;

    // of the last rate
    private double rate;
    private double work;
    private double decoding;
    /** A step in which no prompt is read, for each token that it brings a request. */
    private double step;

    private double wholeStep;
    private double itl;
    private double excess;
    private double longestStep;
    private double readingLoad;
    private double crowdedLoad;
    private double ownMillis;
    private double aheadMillis;

    /** Makes it the model of a replica that knows its prefill and batches continuously. */
    void become(Replica replica, ContinuousBatching batching, RequestShape shape) {
        var prefill = replica.prefill().orElseThrow();
        this.shape = shape;
        this.cap = BatchCap.of(replica.maxBatchSize(), batching, shape);
        this.alpha = replica.decode().alphaMillis();
        this.prefillFixed = shape.hasPrompt() ? prefill.gammaMillis() : 0;
        this.perToken = replica.decode().betaMillis() + batching.contextMillis() * BatchCap.contextTokens(shape);
        this.delta = prefill.deltaMillis();
        this.computed = shape.computedTokens();
        this.prompt = delta * computed;
        this.promptSquare = prompt * prompt * (1 + shape.computedVariability());
        this.steps = shape.outputTokens() > 1 ? shape.outputTokens() - 1 : shape.hasPrompt() ? 0 : 1;
        this.tokensPerStep = shape.tokensPerStep();
        this.stepBudget = batching.stepTokens();
        this.law = new ServiceLaw(prefillFixed + steps * alpha, prompt + steps * perToken);
        ReplicaModel.requireServiceTime(law, cap.requests());
        this.topRate = law.ratePerMilli(cap.requests());
        this.waitScale = EQUAL_LENGTHS + (1 - EQUAL_LENGTHS) * shape.outputVariability();
        this.unit = cap.bound() == BatchBound.KV_CACHE ? 1 + UNLIKE_SIZES * BatchCap.cachedVariability(shape) : 1;
        unit = Math.min(unit, cap.requests());
        var places = (int) Math.ceil(cap.requests() / unit);
        chain.become(
                new ServiceLaw(law.fixedMillis(), law.perRequestMillis() * unit),
                places,
                (int) Math.min(Integer.MAX_VALUE - places, 10L * places),
                topRate / unit);
    }

    BatchCap cap() {
        return cap;
    }

    /** Completions per millisecond of a batch of n. */
    double ratePerMilli(double n) {
        return law.ratePerMilli(n);
    }

    /** Completions per millisecond while requests always wait. */
    double topRate() {
        return cap.bound() == BatchBound.KV_CACHE ? law.ratePerMilli(SUSTAINED * cap.requests()) : topRate;
    }

    /** The rate at which tokens are about that far apart while the batch is not full. */
    double rateForItl(double targetMillis) {
        return (1 - (alpha + perToken) / targetMillis) / law.perRequestMillis();
    }

    /** Finds the steady state for an arrival rate per millisecond, finite and >= 0. */
    void solve(double arrivals) {
        chain.solve(arrivals / unit);
        rate = chain.throughput() * unit;
        work = Math.min(BARELY_STABLE, rate * law.perRequestMillis());
        readingLoad = rate * prompt;
        var others = (chain.concurrency() - 1)
                * unit
                * law.millisAt(1)
                / law.millisAt(unit)
                * steps
                / Math.max(1, steps + (prompt > 0 ? 1 : 0));
        var alone = alpha + perToken;
        var settled = alone + (steps > 0 ? law.perRequestMillis() * others / steps : 0);
        stepWith(rate * steps * settled);
        addWhatCameWithThePrompt(settled);
        stepWith(rate * steps * itl);
        read();
    }

    private void stepWith(double decodingRequests) {
        decoding = decodingRequests;
        step = alpha + perToken * decoding;
        wholeStep = tokensPerStep * step;
        longestStep = step + delta * budget() / tokensPerStep;
    }

    private double budget() {
        return Math.max(LEAST_BUDGET_SHARE * stepBudget, stepBudget - tokensPerStep * decoding);
    }

    /**
     * The step that reads a request's prompt is a long one, in which more others arrive than in most: they are read in
     * the steps of its own first tokens, whatever their number.
     */
    private void addWhatCameWithThePrompt(double settled) {
        itl = settled;
        excess = 0;
        if (steps == 0) {
            return;
        }
        var usual = wholeStep / (1 - readingLoad);
        var met = usual + rate * promptSquare / (1 - readingLoad * readingLoad);
        var brought = readingLoad * Math.max(0, wholeStep + prompt + readingLoad * met - usual) / (1 - work);
        var further = Math.max(0, brought - work * prompt / (1 - work)) / steps;
        var room = Math.max(0, longestStep - settled);
        itl = settled + saturating(further, room);
        excess = Math.min(brought, 0.9 * Math.max(0, itl - step) * steps);
    }

    private void read() {
        if (!shape.hasPrompt()) {
            ownMillis = 0;
            aheadMillis = 0;
            crowdedLoad = 0;
            return;
        }
        var most = delta * budget() / 2;
        var congestion = Math.min(BARELY_STABLE, readingLoad + rate * computed * wholeStep / budget());
        // prompts that take no time of their own are no queue
        var slowdown = prompt > 0 ? 1 + wholeStep / (delta * budget()) : 1;
        var ahead = rate * promptSquare * slowdown * slowdown / (2 * (1 - congestion));
        var behind = rate * promptSquare / (2 * (1 - readingLoad)) * readingLoad / (1 + readingLoad);
        var cycle = wholeStep / (1 - readingLoad);
        var others = readingLoad * cycle;
        crowdedLoad = 1 - (1 - congestion) * StrictMath.exp(-rate * wholeStep);
        ownMillis = tokensPerStep * (step - alpha) + prefillFixed + wholeStep * Math.max(0, computed / budget() - 0.5);
        aheadMillis = ahead + atMost(behind, most) + (cycle / 2 + atMost(others, most)) * stepping();
    }

    /** How likely a step is under way when a request comes. */
    private double stepping() {
        return 1 - StrictMath.exp(-decoding - readingLoad);
    }

    /** The value while it is small, and never more than the most. */
    private static double atMost(double value, double most) {
        return value <= 0 ? 0 : value * most / (most + value);
    }

    static double saturating(double value, double most) {
        if (most <= 0) {
            return 0;
        }
        var share = value / most;
        // the series is good to 1e-6 there
        return share < 0.03 ? value * (1 - share / 2 * (1 - share / 3)) : most * -StrictMath.expm1(-share);
    }

    /** How the replica fares, in the state of the last solution. */
    Performance performance() {
        var serving = ownMillis + prompt + aheadMillis;
        var decode = steps * itl;
        var inService = Math.min(cap.requests(), rate * (decode + ownMillis + prompt));
        return new Performance(
                rate * ReplicaModel.MILLIS_PER_SECOND,
                slotWaitMillis() + serving + decode,
                slotWaitMillis() + aheadMillis,
                ownMillis + prompt + decode,
                ownMillis + prompt,
                itl,
                ttftMillis(),
                inService,
                Math.min(1, inService / cap.requests()),
                inService + rate * (slotWaitMillis() + aheadMillis));
    }

    /** Mean time to first token. */
    double ttftMillis() {
        return slotWaitMillis() + readMillis();
    }

    /** Mean time between tokens, over all tokens. */
    double itlMillis() {
        return itl;
    }

    /** Mean wait for a place in the batch or in the KV cache. */
    private double slotWaitMillis() {
        return chain.waitMillis() * waitScale;
    }

    /** From there to the first token: other prompts, and its own. */
    double readMillis() {
        return ownMillis + prompt + aheadMillis;
    }

    /** The share of requests that wait longer than this for a place. */
    double shareWaitingBeyond(double millis) {
        var waiting = chain.waitingWeight() / chain.acceptedWeight();
        return millis <= 0 ? waiting : waiting * StrictMath.exp(-millis * (topRate / unit - chain.rate()) / waitScale);
    }

    RequestShape shape() {
        return shape;
    }

    /** Of arrivals that are let in. */
    double rate() {
        return rate;
    }

    double alphaMillis() {
        return alpha;
    }

    /** What each request that decodes adds to a token's time. */
    double perTokenMillis() {
        return perToken;
    }

    /** What reading a mean prompt takes. */
    double promptMillis() {
        return prompt;
    }

    /** Steps that a request decodes in. */
    double steps() {
        return steps;
    }

    /** The share of time that is not taken by alpha. */
    double work() {
        return work;
    }

    /** Mean number of requests that decode. */
    double decoding() {
        return decoding;
    }

    /** A step in which no prompt is read. */
    double stepMillis() {
        return wholeStep;
    }

    /** What each request that decodes adds to a whole step. */
    double perStepMillis() {
        return tokensPerStep * perToken;
    }

    /** The time between tokens in steps whose budget is spent. */
    double longestStepMillis() {
        return longestStep;
    }

    /** The share of time that prompts are read in. */
    double readingLoad() {
        return readingLoad;
    }

    /** How likely a request meets another's prompt before its own has been read. */
    double crowdedLoad() {
        return crowdedLoad;
    }

    /** Of the time that a request's own prompt takes, what does not depend on its length. */
    double ownMillis() {
        return ownMillis;
    }

    /** Mean time until a request's own prompt is begun and others in the same step are read. */
    double aheadMillis() {
        return aheadMillis;
    }

    /** What a step takes that a request comes in, where it meets no other prompt. */
    double startedStepMillis() {
        return wholeStep * stepping();
    }

    /** What others that came with its prompt take of a request's answer, in all. */
    double excessMillis() {
        return excess;
    }

    /** The time between tokens in a full batch. */
    double fullBatchItlMillis(double requests) {
        return steps == 0 ? step : law.millisAt(requests) / steps;
    }
}
