package ai.llmd.wva.queueing;

import java.util.SplittableRandom;

/**
 * An event simulation of one replica in virtual time: Poisson arrivals, a batch of at most N requests that all progress
 * at once, a queue served first come, first served. It shares no formula with the model that it checks, only the laws
 * of speed: a prompt takes {@code gamma + delta I n} and a token {@code alpha + beta n} while n requests are in the
 * batch.
 *
 * <p>Between two events n is constant. Two clocks run at the speed of the batch, one counts prompts and one tokens, so
 * that a request is due at a fixed reading of a clock, however often the speed changes until then.
 */
final class ReplicaSimulation {
    /** How many tokens a request decodes, in shares of the mean. */
    enum Lengths {
        EQUAL,
        EXPONENTIAL;

        private double draw(SplittableRandom random) {
            return this == EQUAL ? 1 : exponential(random);
        }
    }

    /** The shares of requests that met their targets. */
    record Attainment(double ttftPercent, double itlPercent) {}

    /** A target that a request meets but for the rounding of the clocks counts as met. */
    private static final double ROUNDING = 1e-6;

    private final Replica replica;
    private final LatencyTargets targets;
    private final double promptFixedMillis;
    private final double promptPerRequestMillis;
    private final double meanTokens;
    private final boolean prefills;
    private final Lengths lengths;
    private final SplittableRandom random;

    private final RequestQueue waiting;
    private final RequestQueue prefilling;
    private final RequestHeap decoding;
    private double now;
    private double prompts;
    private double tokens;

    private int toIgnore;
    private long firstTokens;
    private long firstTokensInTime;
    private long completions;
    private long completionsInTime;

    ReplicaSimulation(Replica replica, RequestShape shape, Lengths lengths, LatencyTargets targets, long seed) {
        this.replica = replica;
        this.targets = targets;
        this.prefills = replica.prefill().isPresent() && shape.inputTokens() > 0;
        this.promptFixedMillis = prefills ? replica.prefill().get().gammaMillis() : 0;
        this.promptPerRequestMillis = prefills ? replica.prefill().get().deltaMillis() * shape.inputTokens() : 0;
        this.meanTokens = shape.outputTokens() - (replica.prefill().isPresent() ? 1 : 0);
        this.lengths = lengths;
        this.random = new SplittableRandom(seed);
        this.waiting = new RequestQueue(replica.maxQueue());
        this.prefilling = new RequestQueue(replica.maxBatchSize());
        this.decoding = new RequestHeap(replica.maxBatchSize());
    }

    /** Runs until so many requests are complete, not counting some at the start. */
    Attainment run(double ratePerSecond, int ignored, int counted) {
        toIgnore = ignored;
        var meanGap = 1000 / ratePerSecond;
        var nextArrival = meanGap * exponential(random);
        while (completions < counted) {
            var inBatch = prefilling.size() + decoding.size();
            var promptMillis = promptFixedMillis + promptPerRequestMillis * inBatch;
            var tokenMillis = replica.decode().millisAt(inBatch);
            var toArrival = nextArrival - now;
            var toFirstToken = prefilling.isEmpty() ? Double.MAX_VALUE : (prefilling.due() - prompts) * promptMillis;
            var toCompletion = decoding.isEmpty() ? Double.MAX_VALUE : (decoding.due() - tokens) * tokenMillis;
            var step = Math.max(0, Math.min(toArrival, Math.min(toFirstToken, toCompletion)));
            now += step;
            prompts += promptMillis > 0 ? step / promptMillis : 0;
            tokens += step / tokenMillis;
            if (toArrival <= Math.min(toFirstToken, toCompletion)) {
                nextArrival = now + meanGap * exponential(random);
                arrive(inBatch);
            } else if (toFirstToken <= toCompletion) {
                decode(prefilling.remove());
            } else {
                complete();
            }
        }
        return new Attainment(100.0 * firstTokensInTime / firstTokens, 100.0 * completionsInTime / completions);
    }

    private void arrive(int inBatch) {
        if (inBatch < replica.maxBatchSize()) {
            join(now);
        } else if (waiting.size() < replica.maxQueue()) {
            waiting.add(now, 0);
        }
    }

    private void join(double arrivedAt) {
        if (prefills) {
            prefilling.add(arrivedAt, prompts + 1);
        } else {
            decode(arrivedAt);
        }
    }

    private void decode(double arrivedAt) {
        if (toIgnore == 0) {
            firstTokens++;
            firstTokensInTime += now - arrivedAt <= targets.ttftMillis() * (1 + ROUNDING) ? 1 : 0;
        }
        var own = meanTokens * lengths.draw(random);
        decoding.add(tokens + own, now, own);
    }

    private void complete() {
        if (toIgnore == 0) {
            completions++;
            var interTokenMillis = (now - decoding.startedAt()) / decoding.tokens();
            completionsInTime += interTokenMillis <= targets.itlMillis() * (1 + ROUNDING) ? 1 : 0;
        } else {
            toIgnore--;
        }
        decoding.remove();
        if (!waiting.isEmpty()) {
            join(waiting.remove());
        }
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log1p(-random.nextDouble());
    }
}
