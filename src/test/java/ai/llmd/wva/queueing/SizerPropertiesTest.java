package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What holds for every sizing, whatever the replica. */
class SizerPropertiesTest {
    private static final int SAMPLES = 2_000;

    @Test
    void theLargestRateMeetsEveryTargetAndOnePercentMoreMissesTheBindingOne() {
        var samples = new RandomReplicas(21, 1024);
        samples.stream(SAMPLES).forEach(sample -> {
            var targets = targetsFor(sample, samples);
            if (Sizer.size(sample.replica(), sample.shape(), targets) instanceof Sizing.Feasible feasible) {
                var model = sample.model();
                var what = sample + " for " + targets;
                var performance = model.analyze(feasible.maxRatePerSecond());
                assertThat(feasible.perReplicaRatePerSecond())
                        .as(what)
                        .isIn(feasible.maxRatePerSecond(), performance.throughputPerSecond());
                assertThat(firstToken(sample, performance)).as(what).isLessThanOrEqualTo(targets.ttftMillis());
                assertThat(performance.itlMillis()).as(what).isLessThanOrEqualTo(targets.itlMillis());
                var onePercentMore = model.analyze(1.01 * feasible.maxRatePerSecond());
                switch (feasible.binding()) {
                    case TTFT ->
                        assertThat(firstToken(sample, onePercentMore)).as(what).isGreaterThan(targets.ttftMillis());
                    case ITL -> assertThat(onePercentMore.itlMillis()).as(what).isGreaterThan(targets.itlMillis());
                    case CAPACITY ->
                        assertThat(feasible.maxRatePerSecond()).as(what).isEqualTo(model.maxRatePerSecond());
                    case TOKENS -> throw new AssertionError("no target in tokens was set: " + what);
                }
            }
        });
    }

    @Test
    void everyAnswerIsWithinTheSearchedRatesAndTheSmallestOfItsParts() {
        var samples = new RandomReplicas(22, 1024);
        samples.stream(SAMPLES).forEach(sample -> {
            var some = targetsFor(sample, samples);
            var targets = new LatencyTargets(some.ttftMillis(), some.itlMillis(), samples.fraction() < 0.5 ? 0 : 100);
            if (Sizer.size(sample.replica(), sample.shape(), targets) instanceof Sizing.Feasible feasible) {
                var model = sample.model();
                var smallest = Math.min(
                        feasible.rateForTtftPerSecond(),
                        Math.min(feasible.rateForItlPerSecond(), feasible.rateForTokensPerSecond()));
                assertThat(feasible.maxRatePerSecond())
                        .as("%s for %s", sample, targets)
                        .isEqualTo(smallest)
                        .isBetween(model.minRatePerSecond(), model.maxRatePerSecond());
                assertThat(feasible.perReplicaRatePerSecond())
                        .as("%s for %s", sample, targets)
                        .isPositive()
                        .isLessThanOrEqualTo(feasible.maxRatePerSecond());
            }
        });
    }

    @Test
    void aLaxerTargetNeverLowersTheRate() {
        var samples = new RandomReplicas(23, 1024);
        samples.stream(SAMPLES).forEach(sample -> {
            var strict = targetsFor(sample, samples);
            var lax = new LatencyTargets(
                    strict.ttftMillis() * (1 + samples.fraction()), strict.itlMillis() * (1 + samples.fraction()), 0);
            assertNoSmallerRate(sample, strict, lax);
        });
    }

    static void assertNoSmallerRate(RandomReplicas.Sample sample, LatencyTargets strict, LatencyTargets lax) {
        if (Sizer.size(sample.replica(), sample.shape(), strict) instanceof Sizing.Feasible strictly) {
            var laxly = Sizer.size(sample.replica(), sample.shape(), lax);
            assertThat(laxly).as("%s for %s", sample, lax).isInstanceOf(Sizing.Feasible.class);
            assertThat(((Sizing.Feasible) laxly).maxRatePerSecond())
                    .as("%s for %s", sample, lax)
                    .isGreaterThanOrEqualTo(strictly.maxRatePerSecond() * (1 - 1e-9));
        }
    }

    @Test
    void anInfeasibleTargetIsBelowWhatAnAllButIdleReplicaShows() {
        var samples = new RandomReplicas(24, 1024);
        samples.stream(SAMPLES).forEach(sample -> {
            var idle = sample.model().analyze(sample.model().minRatePerSecond());
            var below = idle.itlMillis() * (0.2 + 0.79 * samples.fraction());
            var sizing = Sizer.size(sample.replica(), sample.shape(), new LatencyTargets(0, below, 0));
            if (idle.itlMillis() > 0) {
                assertThat(sizing)
                        .as(sample.toString())
                        .isEqualTo(new Sizing.Infeasible(SizingLimit.ITL, idle.itlMillis(), below));
            }
        });
    }

    /** Targets from a little too strict to never binding, where the replica's latencies leave room for a choice. */
    static LatencyTargets targetsFor(RandomReplicas.Sample sample, RandomReplicas samples) {
        var idle = sample.model().analyze(sample.model().minRatePerSecond());
        var busy = sample.model().analyze(sample.model().maxRatePerSecond());
        return new LatencyTargets(
                between(firstToken(sample, idle), firstToken(sample, busy), samples.fraction()),
                between(idle.itlMillis(), busy.itlMillis(), samples.fraction()),
                0);
    }

    private static double between(double idleMillis, double busyMillis, double fraction) {
        var target = idleMillis + (busyMillis - idleMillis) * (1.3 * fraction * fraction - 0.01);
        return busyMillis - idleMillis > 1e-6 * busyMillis && target > 0 ? target : 2 * busyMillis + 1;
    }

    /** What the TTFT target limits. */
    private static double firstToken(RandomReplicas.Sample sample, Performance performance) {
        return sample.replica().prefill().isPresent()
                ? performance.ttftMillis()
                : performance.waitMillis() * Math.log(20);
    }
}
