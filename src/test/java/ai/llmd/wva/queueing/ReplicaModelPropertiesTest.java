package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What holds for every replica at every rate. */
class ReplicaModelPropertiesTest {
    private static final int SAMPLES = 1_000;

    /** Shares of mu(N), from next to nothing to far beyond what the replica can serve. */
    private static final double[] SHARES = {
        0, 1e-300, 1e-30, 1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999, 0.999999, 1, 1.000001, 1.01, 1.5, 10,
        1e6, 1e300
    };

    private static List<Performance> at(ReplicaModel model) {
        return DoubleStream.of(SHARES)
                .mapToObj(share -> model.analyze(share * model.capacityPerSecond()))
                .toList();
    }

    private static DoubleStream values(Performance performance) {
        return DoubleStream.of(
                performance.throughputPerSecond(),
                performance.responseMillis(),
                performance.waitMillis(),
                performance.serviceMillis(),
                performance.prefillMillis(),
                performance.itlMillis(),
                performance.ttftMillis(),
                performance.meanInService(),
                performance.utilization(),
                performance.meanInSystem());
    }

    @Test
    void everyFigureIsAFiniteNumberAndNotNegative() {
        new RandomReplicas(1, 1024).stream(SAMPLES).forEach(sample -> {
            for (var performance : at(sample.model())) {
                assertThat(values(performance).allMatch(value -> value >= 0 && value <= Double.MAX_VALUE))
                        .as("%s: %s", sample, performance)
                        .isTrue();
                assertThat(performance.utilization()).as(sample.toString()).isLessThanOrEqualTo(1);
            }
        });
    }

    @Test
    void latencyUtilizationAndThroughputNeverFallWithTheRate() {
        new RandomReplicas(2, 1024).stream(SAMPLES).forEach(sample -> {
            Performance before = null;
            for (var performance : at(sample.model())) {
                if (before != null) {
                    var now = values(performance).toArray();
                    var then = values(before).toArray();
                    for (var i = 0; i < now.length; i++) {
                        assertThat(now[i])
                                .as("%s: figure %d of %s after %s", sample, i, performance, before)
                                .isGreaterThanOrEqualTo(then[i] * (1 - 1e-12));
                    }
                }
                before = performance;
            }
        });
    }

    @Test
    void throughputExceedsNeitherTheRateNorTheCapacity() {
        new RandomReplicas(3, 1024).stream(SAMPLES).forEach(sample -> {
            var model = sample.model();
            for (var share : SHARES) {
                var rate = share * model.capacityPerSecond();
                assertThat(model.analyze(rate).throughputPerSecond())
                        .as("%s at %s", sample, rate)
                        .isLessThanOrEqualTo(rate)
                        .isLessThanOrEqualTo(model.capacityPerSecond());
            }
        });
    }

    @Test
    void theLawOfLittleHolds() {
        new RandomReplicas(4, 1024).stream(SAMPLES).forEach(sample -> {
            for (var performance : at(sample.model())) {
                var perMilli = performance.throughputPerSecond() / 1000;
                assertThat(performance.meanInSystem())
                        .as("%s: %s", sample, performance)
                        .isCloseTo(
                                perMilli * performance.responseMillis(),
                                within(1e-10 * performance.meanInSystem() + Double.MIN_NORMAL));
                assertThat(performance.meanInService())
                        .as("%s: %s", sample, performance)
                        .isCloseTo(
                                perMilli * performance.serviceMillis(),
                                within(1e-10 * performance.meanInService() + Double.MIN_NORMAL));
            }
        });
    }

    @Test
    void timesAddUp() {
        new RandomReplicas(5, 1024).stream(SAMPLES).forEach(sample -> {
            for (var performance : at(sample.model())) {
                assertThat(performance.responseMillis())
                        .isEqualTo(performance.waitMillis() + performance.serviceMillis());
                assertThat(performance.ttftMillis()).isEqualTo(performance.waitMillis() + performance.prefillMillis());
                assertThat(performance.prefillMillis())
                        .as("%s: %s", sample, performance)
                        .isLessThanOrEqualTo(performance.serviceMillis() * (1 + 1e-12));
            }
        });
    }

    @Test
    void noMoreThanTheBatchIsInServiceAndNoMoreThanTheQueueWaits() {
        new RandomReplicas(6, 1024).stream(SAMPLES).forEach(sample -> {
            var replica = sample.replica();
            for (var performance : at(sample.model())) {
                assertThat(performance.meanInService()).isLessThanOrEqualTo(replica.maxBatchSize());
                assertThat(performance.meanInSystem() - performance.meanInService())
                        .as("%s: %s", sample, performance)
                        .isLessThanOrEqualTo(replica.maxQueue() * (1 + 1e-9));
            }
        });
    }

    @Test
    void tokensComeAtTheRateTheTimeInServiceImplies() {
        new RandomReplicas(7, 1024)
                .stream(SAMPLES)
                        .filter(sample -> sample.replica().prefill().isEmpty()
                                || sample.shape().inputTokens() == 0)
                        .forEach(sample -> {
                            var shape = sample.shape();
                            var steps = sample.replica().prefill().isEmpty()
                                    ? shape.outputTokens()
                                    : Math.max(1, shape.outputTokens() - 1);
                            for (var performance : at(sample.model())) {
                                assertThat(performance.itlMillis())
                                        .as("%s: %s", sample, performance)
                                        .isCloseTo(
                                                performance.serviceMillis() / steps,
                                                within(1e-12 * performance.serviceMillis()));
                            }
                        });
    }
}
