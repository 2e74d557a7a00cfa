package ai.llmd.wva.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.workload.ArrivalProcess;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Poisson arrivals at one rate for two hours, with the sample's HPA: chance alone makes nobody scale to and fro. */
class SteadyLoadTest {
    private static final double SECONDS = 7200;
    private static final double FOUND_MILLIS = 1_200_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.3, 2.2, 3.7, 5.6, 7.9})
    void onceTheLoadIsKnownReplicasAreOnlyEverGivenUp(double perSecond) {
        for (long seed = 21; seed <= 22; seed++) {
            var asked = asked(Simulation.run(workload(perSecond), Contenders.named("wva"), seed));

            for (int i = 1; i < asked.size(); i++) {
                assertThat(asked.get(i))
                        .as("seed %d: asked for over time: %s", seed, asked)
                        .isLessThanOrEqualTo(asked.get(i - 1));
            }
        }
    }

    private static List<Integer> asked(RunResult run) {
        return run.moments().stream()
                .filter(moment -> moment.atMillis() >= FOUND_MILLIS)
                .map(Moment::spec)
                .toList();
    }

    private static Workload workload(double perSecond) {
        var lengths = new RequestLengths(new TokenLength.Uniform(3200, 4800), new TokenLength.Uniform(800, 1200));
        var stage = new LoadStage(SECONDS, new RateShape.Level(perSecond), RateNoise.NONE, lengths);
        var model = new ModelLoad(
                "m",
                3000,
                100,
                1,
                32_000,
                new OfferedLoad.Staged(List.of(stage), new ArrivalProcess.Poisson()),
                Optional.empty(),
                ClientHabits.PATIENT);
        var variant =
                new VariantSetup("v", "m", "h100-qwen32b-tp2", 1, "H100", 2, 200, 1, 30, 1, new ColdStart(100, 0), 1);
        return Workloads.of(SECONDS, model, variant);
    }
}
