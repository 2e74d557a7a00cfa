package ai.llmd.wva.engine;

import java.util.SplittableRandom;

/**
 * Poisson arrivals of exponential (geometric) length, run through an engine in virtual time, and the means they saw.
 */
final class OpenWorkload implements EngineListener {
    private long gaps;
    private double gapSumMillis;
    private long finished;
    private double waitSumMillis;
    private double firstTokenSumMillis;

    static OpenWorkload run(
            StepLaw profile,
            int batch,
            double requestsPerMinute,
            int inputTokens,
            double meanOutputTokens,
            int requests,
            long seed) {
        var workload = new OpenWorkload();
        var limits = new EngineLimits(batch, 1_000_000, 100_000);
        var engine = new Engine(profile, limits, workload);
        var random = new SplittableRandom(seed);
        var atMillis = 0.0;
        for (var i = 0; i < requests; i++) {
            atMillis += StaticReplica.exponential(random) * 60_000 / requestsPerMinute;
            var length = geometric(random, meanOutputTokens);
            engine.submit(atMillis, new SequenceSpec(inputTokens, length, FinishReason.STOP));
        }
        engine.advance(Double.MAX_VALUE);
        return workload;
    }

    private static int geometric(SplittableRandom random, double mean) {
        return (int) Math.max(1, Math.ceil(-StaticReplica.exponential(random) / StrictMath.log1p(-1 / mean)));
    }

    double meanGapMillis() {
        return gapSumMillis / gaps;
    }

    double meanWaitMillis() {
        return waitSumMillis / finished;
    }

    double meanFirstTokenMillis() {
        return firstTokenSumMillis / finished;
    }

    @Override
    public void decoded(double atMillis, double gapMillis, int tokens) {
        gaps += tokens;
        gapSumMillis += tokens * gapMillis;
    }

    @Override
    public void nextToken(Sequence sequence, double gapMillis) {
        gaps++;
        gapSumMillis += gapMillis;
    }

    @Override
    public void finished(Sequence sequence) {
        finished++;
        waitSumMillis += sequence.queuedMillis();
        firstTokenSumMillis += sequence.firstTokenMillis();
    }
}
