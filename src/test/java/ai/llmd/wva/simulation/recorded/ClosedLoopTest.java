package ai.llmd.wva.simulation.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.journal.JournalLine;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.PlanStep;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.simulation.Scenes;
import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.workload.ArrivalProcess;
import ai.llmd.wva.simulation.workload.ClusterSetup;
import ai.llmd.wva.simulation.workload.ColdStart;
import ai.llmd.wva.simulation.workload.LoadStage;
import ai.llmd.wva.simulation.workload.ModelLoad;
import ai.llmd.wva.simulation.workload.OfferedLoad;
import ai.llmd.wva.simulation.workload.RateNoise;
import ai.llmd.wva.simulation.workload.RateShape;
import ai.llmd.wva.simulation.workload.RequestLengths;
import ai.llmd.wva.simulation.workload.TokenLength;
import ai.llmd.wva.simulation.workload.VariantSetup;
import ai.llmd.wva.simulation.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A run whose truth is known is journalled, and estimated from its journal. */
class ClosedLoopTest {
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    /** Tells a journal of each cycle. */
    private record Journalled(Planner planner, RecordedDemand demand) implements Policy<Memory> {
        @Override
        public Memory initialMemory() {
            return planner.initialMemory();
        }

        @Override
        public PlanStep<Memory> plan(Observation observation, Memory memory, WorkLimit limit) {
            var step = planner.plan(observation, memory, limit);
            demand.accept(new JournalLine.Declared(observation.fleet()));
            demand.accept(new JournalLine.Cycle(
                    observation.cycle(),
                    observation.at(),
                    observation.measurements(),
                    step.plan().decisions(),
                    step.plan().summary()));
            return step;
        }
    }

    private static LoadStage stage(double ratePerSecond) {
        return new LoadStage(
                1200,
                new RateShape.Level(ratePerSecond),
                RateNoise.NONE,
                new RequestLengths(new TokenLength.Uniform(500, 1500), new TokenLength.Geometric(300)));
    }

    private static Workload workload() {
        var load = new OfferedLoad.Staged(List.of(stage(3), stage(12), stage(5)), new ArrivalProcess.Poisson());
        var model = new ModelLoad("m", 2000, 40, 1, 8192, load, Optional.empty(), ClientHabits.PATIENT);
        var variant =
                new VariantSetup("v", "m", "h100-qwen32b-tp2", 1, "H100", 2, 600, 1, 20, 1, new ColdStart(60, 0), 1);
        return new Workload("truth", "three levels", 3600, List.of(model), List.of(variant), ClusterSetup.UNLIMITED);
    }

    private static Planner planner() {
        return new Planner(PlanningRules.DEFAULT);
    }

    @Test
    void theEstimateFromItsJournalIsNearTheRunItself() {
        var demand = new RecordedDemand();
        Supplier<Policy<?>> journalled = () -> new Journalled(planner(), demand);
        var truth = ClosedLoop.score(Scenes.of(workload(), 7), "truth", journalled, INTERVAL);

        var scene = RecordedScene.of(demand, 60, 1).orElseThrow();
        var estimate = ClosedLoop.score(scene, "estimate", () -> planner(), INTERVAL);

        assertThat(estimate.value(Measure.AVERAGE_REPLICAS) / truth.value(Measure.AVERAGE_REPLICAS))
                .isCloseTo(1, within(0.1));
        assertThat(estimate.value(Measure.ATTAINMENT)).isCloseTo(truth.value(Measure.ATTAINMENT), within(0.05));
        // what ran is paid, as the run itself says
        assertThat(demand.paidCents() / truth.value(Measure.COST)).isCloseTo(1, within(0.1));
    }
}
