package ai.llmd.wva.explain;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** To the letter: people compare these lines with those of the original. */
class SolutionTextTest {
    private static final String SERVED = "c=Premium; m=default/default; slo-itl=24.00, slo-ttft=500.00, slo-tps=0.00; ";
    private static final String TWO_REPLICAS = "alloc={acc=A100; num=2; maxBatch=4; cost=80.00, itl=21.4935, "
            + "waitTime=69.7668, ttft=69.7668, rho=0.717897, maxRPM=25.3115}";

    private static String solution(Fleet fleet, Measurement measurement) {
        return SolutionText.of(new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, fleet, measurement), Memory.EMPTY, WorkLimit.NONE)
                .plan());
    }

    @Test
    void anAllocationAndTheTotalOfItsType() {
        assertThat(solution(fleet(variant(SAMPLE, 1)), measured(load(40, 178))))
                .isEqualTo("s=vllme-deployment:llm-d-sim; " + SERVED + "rate=40.00; tk=178.00; " + TWO_REPLICAS
                        + " | AllocationByType: name=NVIDIA-A100-PCIE-80GB, count=2, cost=80.00 | totalCost=80.00");
    }

    @Test
    void variantsOfOneTypeAddUp() {
        var other = new VariantId("z-last", "other");
        assertThat(solution(fleet(variant(SAMPLE, 1), variant(other, 1)), measured(load(40, 178))))
                .isEqualTo("s=vllme-deployment:llm-d-sim; " + SERVED + "rate=40.00; tk=178.00; " + TWO_REPLICAS
                        + " | s=other:z-last; " + SERVED + "rate=40.00; tk=178.00; " + TWO_REPLICAS
                        + " | AllocationByType: name=NVIDIA-A100-PCIE-80GB, count=4, cost=160.00 | totalCost=160.00");
    }

    @Test
    void eachTypeHasItsTotalInDevicesWhereAReplicaTakesSeveral() {
        var pair = variant(new VariantId("z-last", "other"), 1)
                .withAccelerators(new AcceleratorOptions(
                        Optional.of("G2"),
                        List.of(new PerformanceProfile("G2", 2, 4, 20.58, 0.41, Optional.empty())),
                        Optional.empty()));
        assertThat(solution(fleet(variant(SAMPLE, 1), pair), measured(load(40, 178))))
                .endsWith(" | AllocationByType: name=Intel-Gaudi-2-96GB, count=4, cost=92.00"
                        + " | name=NVIDIA-A100-PCIE-80GB, count=2, cost=80.00 | totalCost=172.00");
    }

    @Test
    void whatIsHeldHasItsReplicasAndNoTotal() {
        assertThat(solution(fleet(variant(SAMPLE, 3)), new Unknown(Cause.MISSING, "no series")))
                .isEqualTo("s=vllme-deployment:llm-d-sim; " + SERVED + "rate=unknown; held={acc=A100; num=3}"
                        + " | AllocationByType:  | totalCost=0.00");
    }

    @Test
    void whatCannotBePlannedSaysWhatIsKnown() {
        var faulty = variant(SAMPLE, 3)
                .withProblems(List.of(
                        new Problem(new Subject.Resource(SAMPLE), Effect.NOT_PLANNED, "its profile is broken")));
        assertThat(solution(fleet(faulty), measured(load(40, 178))))
                .isEqualTo("s=vllme-deployment:llm-d-sim; " + SERVED
                        + "rate=40.00; tk=178.00; invalid={acc=A100; num=3} | AllocationByType:  | totalCost=0.00");
    }
}
