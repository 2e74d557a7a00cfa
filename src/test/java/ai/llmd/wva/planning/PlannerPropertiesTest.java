package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.WorkLimit;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every load, over seeded random ones. */
class PlannerPropertiesTest {
    private static final long SEED = 20261124;
    private static final int TRIALS = 500;

    private final Random random = new Random(SEED);

    private static Decision decide(Fleet fleet, Measurement measurement) {
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, fleet, measurement), Memory.EMPTY, WorkLimit.NONE)
                .plan()
                .decisions()
                .get(SAMPLE);
    }

    @Test
    void moreLoadNeverNeedsFewerReplicas() {
        for (int trial = 0; trial < TRIALS; trial++) {
            double tokens = 1 + random.nextInt(2000);
            double rate = random.nextDouble() * 500 + 1e-6;
            var less = decide(fleet(variant(SAMPLE, 0)), measured(load(rate, tokens)));
            var more = decide(fleet(variant(SAMPLE, 0)), measured(load(rate * (1 + random.nextDouble()), tokens)));
            assertThat(more.desiredReplicas().orElseThrow())
                    .isGreaterThanOrEqualTo(less.desiredReplicas().orElseThrow());
        }
    }

    @Test
    void theNumberIsTheSmallestWhoseShareFitsAReplica() {
        for (int trial = 0; trial < TRIALS; trial++) {
            double rate = random.nextDouble() * 500 + 1;
            var decision = decide(fleet(variant(SAMPLE, 0)), measured(load(rate, 178)));
            var allocation = decision.allocation().orElseThrow();
            assertThat(decision.outcome()).isEqualTo(Outcome.OPTIMIZED);
            double perReplica = allocation.maxRatePerSecond() * 60;
            assertThat(rate / allocation.replicas()).isLessThanOrEqualTo(perReplica * (1 + 1e-9));
            if (allocation.replicas() > 1) {
                assertThat(rate / (allocation.replicas() - 1)).isGreaterThan(perReplica);
            }
            assertThat(allocation.waitMillis()).isBetween(0.0, 500 / 2.9957 + 1e-6);
            assertThat(allocation.utilization()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void everyAbsurdButValidLoadGivesANumberWithinTheBounds() {
        for (double rate : new double[] {1e-300, 1e-9, 1e6, 1e300}) {
            for (double tokens : new double[] {0, 1e-9, 1, 1e6}) {
                var bounded = Variants.withBounds(variant(SAMPLE, 2), 1, 7);
                assertThat(decide(fleet(bounded), measured(load(rate, tokens)))
                                .desiredReplicas()
                                .orElseThrow())
                        .as("rate %s tokens %s", rate, tokens)
                        .isBetween(1, 7);
            }
        }
    }
}
