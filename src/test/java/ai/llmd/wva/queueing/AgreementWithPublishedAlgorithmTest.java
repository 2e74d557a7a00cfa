package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The fast way and the published one give the same answers. */
class AgreementWithPublishedAlgorithmTest {
    private static final double[] SHARES_OF_CAPACITY = {1e-6, 0.01, 0.3, 0.7, 0.95, 0.999, 1.0, 1.2, 5};

    @Test
    void sameLatencyAtEveryRate() {
        new RandomReplicas(11, 1024).stream(300).forEach(sample -> {
            var model = sample.model();
            var reference = new PublishedAlgorithm(sample.replica(), sample.shape(), 0);
            for (var share : SHARES_OF_CAPACITY) {
                var rate = share * model.capacityPerSecond();
                assertSame(sample + " at " + share, model.analyze(rate), reference.analyze(rate));
            }
        });
    }

    private static void assertSame(String what, Performance ours, Performance published) {
        assertClose(what + ": throughput", ours.throughputPerSecond(), published.throughputPerSecond(), 0);
        assertClose(what + ": response", ours.responseMillis(), published.responseMillis(), 0);
        // the published wait is a difference of two times as large as the response
        assertClose(what + ": wait", ours.waitMillis(), published.waitMillis(), ours.responseMillis());
        assertClose(what + ": service", ours.serviceMillis(), published.serviceMillis(), 0);
        assertClose(what + ": prefill", ours.prefillMillis(), published.prefillMillis(), ours.serviceMillis());
        assertClose(what + ": ITL", ours.itlMillis(), published.itlMillis(), 0);
        assertClose(what + ": TTFT", ours.ttftMillis(), published.ttftMillis(), ours.responseMillis());
        assertClose(what + ": in service", ours.meanInService(), published.meanInService(), 0);
        assertClose(what + ": utilization", ours.utilization(), published.utilization(), 1e-3);
        assertClose(what + ": in system", ours.meanInSystem(), published.meanInSystem(), 0);
    }

    private static void assertClose(String what, double ours, double published, double scale) {
        assertThat(ours).as(what).isCloseTo(published, within(1e-8 * Math.abs(published) + 1e-11 * scale));
    }

    @Test
    void sameLargestRate() {
        var samples = new RandomReplicas(12, 300);
        var sized = samples.stream(300)
                .filter(sample -> {
                    var targets = SizerPropertiesTest.targetsFor(sample, samples);
                    var reference = new PublishedAlgorithm(sample.replica(), sample.shape(), 0);
                    var published = reference.maxRatePerSecond(targets);
                    var sizing = Sizer.size(sample.replica(), sample.shape(), targets);
                    if (sizing instanceof Sizing.Feasible feasible) {
                        assertThat(feasible.maxRatePerSecond())
                                .as("%s for %s", sample, targets)
                                .isCloseTo(published, within(1e-7 * published));
                        return true;
                    }
                    assertThat(published).as("%s for %s", sample, targets).isNaN();
                    return false;
                })
                .count();
        assertThat(sized).isGreaterThan(200);
    }
}
