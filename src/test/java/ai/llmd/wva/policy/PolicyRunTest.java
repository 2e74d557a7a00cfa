package ai.llmd.wva.policy;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.sample;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.WorkLimit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyRunTest {
    private static final LastGoodDecision SEVEN = new LastGoodDecision("A100", 7, NOW.minusSeconds(60));

    /** Decides as the original does, and counts the cycles; fails where it is told to. */
    private record Counting(long failsInCycle) implements Policy<Integer> {
        @Override
        public Integer initialMemory() {
            return 0;
        }

        @Override
        public PlanStep<Integer> plan(Observation observation, Integer memory, WorkLimit limit) {
            if (observation.cycle() == failsInCycle) {
                throw new IllegalStateException("cycle " + failsInCycle);
            }
            var original = new OriginalPolicy();
            var step = original.plan(observation, original.initialMemory(), limit);
            return new PlanStep<>(step.plan(), memory + 1);
        }
    }

    private static Observation cycle(long number, Fleet fleet) {
        return observation(number, fleet, measured(load(40, 178)));
    }

    private static Fleet decidedOn() {
        return fleet(sample().withLastGood(Optional.of(SEVEN)));
    }

    @Test
    void theMemoryGoesFromCycleToCycle() {
        var first = PolicyRun.start(new Counting(0)).plan(cycle(1, decidedOn()), WorkLimit.NONE);
        var second = first.next().plan(cycle(2, decidedOn()), WorkLimit.NONE);

        assertThat(second.next().memory()).isEqualTo(2);
        assertThat(second.plan().cycle()).isEqualTo(2);
        assertThat(second.failures()).isEmpty();
    }

    @Test
    void whereThePolicyThrowsEveryVariantKeepsWhatItsStatusShows() {
        var cycle = PolicyRun.start(new Counting(1)).plan(cycle(1, decidedOn()), WorkLimit.NONE);

        var decision = cycle.plan().decisions().get(SAMPLE);
        assertThat(decision.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(decision.desiredReplicas()).hasValue(7);
        assertThat(decision.accelerator()).isEqualTo("A100");
        assertThat(cycle.plan().summary().costCentsPerHour()).isEqualTo(280);
        assertThat(cycle.plan().summary().gap()).isNaN();
        assertThat(cycle.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.variants()).containsExactly(SAMPLE);
            assertThat(failure.cause()).hasMessage("cycle 1");
        });
    }

    @Test
    void theNextCycleGoesOnFromTheMemoryBeforeTheFault() {
        var run = PolicyRun.start(new Counting(2));
        for (int number = 1; number <= 2; number++) {
            run = run.plan(cycle(number, decidedOn()), WorkLimit.NONE).next();
        }
        var third = run.plan(cycle(3, decidedOn()), WorkLimit.NONE);

        assertThat(third.next().memory()).isEqualTo(2);
        assertThat(third.plan().decisions().get(SAMPLE).outcome()).isEqualTo(Outcome.OPTIMIZED);
    }

    @Test
    void aFaultWithoutAnyVariantIsToldAllTheSame() {
        var cycle = PolicyRun.start(new Counting(1)).plan(cycle(1, fleet()), WorkLimit.NONE);

        assertThat(cycle.plan().decisions()).isEmpty();
        assertThat(cycle.failures()).hasSize(1);
    }
}
