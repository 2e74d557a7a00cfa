package ai.llmd.wva.policy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.benchmark.RandomFleet;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every policy keeps to, over the same cycles of the same fleet. */
class PoliciesTest {
    private static final int VARIANTS = 30;
    private static final int CYCLES = 3;

    static Stream<Policy<?>> policies() {
        return Stream.of(new Planner(PlanningRules.DEFAULT), new OriginalPolicy());
    }

    private static List<Plan> plans(Policy<?> policy) {
        var plans = new ArrayList<Plan>();
        PolicyRun<?> run = PolicyRun.start(policy);
        for (int number = 0; number < CYCLES; number++) {
            var cycle = run.plan(RandomFleet.observation(VARIANTS, number), WorkLimit.NONE);
            assertThat(cycle.failures()).isEmpty();
            plans.add(cycle.plan());
            run = cycle.next();
        }
        return plans;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void theSameCyclesGiveTheSamePlans(Policy<?> policy) {
        assertThat(plans(policy)).isEqualTo(plans(policy));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyVariantIsDecidedOnWithinItsBounds(Policy<?> policy) {
        for (var plan : plans(policy)) {
            assertThat(plan.decisions().values()).hasSize(VARIANTS).allSatisfy(decision -> {
                assertThat(decision.outcome().succeeded()).isTrue();
                assertThat(decision.desiredReplicas().orElseThrow()).isBetween(1, 500);
            });
        }
    }

    @Test
    void whileReplicasSufficeThePoliciesAgreeByThePublishedLaw() {
        // every variant has a model of its own, stays on its accelerator, and completes what arrives
        var rules = PlanningRules.controller(
                SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN, SizingLaw.PUBLISHED);
        var plans = Stream.of(new Planner(rules), new OriginalPolicy())
                .map(PoliciesTest::plans)
                .toList();

        for (int number = 0; number < CYCLES; number++) {
            var wva = plans.get(0).get(number).decisions();
            plans.get(1)
                    .get(number)
                    .decisions()
                    .forEach((id, original) -> assertThat(original.desiredReplicas())
                            .as(id.toString())
                            .isEqualTo(wva.get(id).desiredReplicas()));
        }
    }
}
