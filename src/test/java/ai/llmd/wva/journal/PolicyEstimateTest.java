package ai.llmd.wva.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.policy.OriginalPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PolicyEstimateTest {
    private static final double CENTS_PER_HOUR = 40;

    private static Observation at(int cycle, long seconds, double arrivalsPerMinute, double completedPerMinute) {
        var measured = Fleets.measured(Fleets.completing(Fleets.load(arrivalsPerMinute, 178), completedPerMinute));
        var one = Fleets.observation(cycle, Fleets.fleet(Fleets.sample()), measured);
        return new Observation(cycle, Fleets.NOW.plusSeconds(seconds), one.fleet(), new TreeMap<>(one.measurements()));
    }

    private static EstimateResult estimate(List<Observation> observations) throws Exception {
        var estimate = new PolicyEstimate(start -> new OriginalPolicy());
        Journals.read(Journals.text(PolicyKind.WVA, observations), new ArrayList<>())
                .forEach(estimate);
        return estimate.result();
    }

    @Test
    void decisionsAndCostCountForTheTimeUntilTheNextCycle() throws Exception {
        // 40 arrive a minute, which takes 2 replicas; 20 complete, which takes 1
        var result = estimate(List.of(at(1, 0, 40, 20), at(2, 30, 20, 20)));

        assertThat(result.cycles()).isEqualTo(2);
        assertThat(result.covered()).isEqualTo(Duration.ofSeconds(90));
        var one = result.variants().get(Fleets.SAMPLE);
        assertThat(one.recorded().meanReplicas()).isCloseTo((2 * 30 + 60) / 90.0, within(1e-9));
        assertThat(one.recorded().mostReplicas()).isEqualTo(2);
        assertThat(one.estimated().meanReplicas()).isCloseTo(1, within(1e-9));
        assertThat(one.unlike()).isEqualTo(1);
        assertThat(result.recordedCents()).isCloseTo(CENTS_PER_HOUR * (2 * 30 + 60) / 3600, within(1e-9));
        assertThat(result.estimatedCents()).isCloseTo(CENTS_PER_HOUR * 90 / 3600, within(1e-9));
    }

    @Test
    void aDecisionCountsForThreeIntervalsAtMost() throws Exception {
        var result = estimate(List.of(at(1, 0, 40, 20), at(2, 3600, 20, 20)));
        assertThat(result.covered()).isEqualTo(Duration.ofMinutes(3 + 1));
    }
}
