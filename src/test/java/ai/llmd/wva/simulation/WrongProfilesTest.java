package ai.llmd.wva.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.Description;
import ai.llmd.wva.simulation.contender.PolicyContender;
import ai.llmd.wva.simulation.contender.PolicyContender.Actuation;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What learning does in a closed loop on the simulated engine, on generated loads that no report uses: a wrong profile
 * soon serves as a right one does, and a right one is left alone. docs/calibration.md has the numbers of more of them.
 */
class WrongProfilesTest {
    private static final double SECONDS = 2700;

    /** By then it has learned. */
    private static final double LEARNED_MILLIS = 900_000;

    private static final double[][] RATES = {
        {12, 27, 18, 36, 15, 24}, {30, 30, 30, 30, 30, 30}, {9, 18, 27, 36, 27, 18}, {36, 24, 12, 12, 24, 36}
    };

    @Test
    void wrongProfilesEndAsGoodAsARightOne() {
        var right = scores(1, CalibrationMode.OFF);

        for (double error : new double[] {0.7, 1.3}) {
            var learned = scores(error, CalibrationMode.ON);

            assertThat(learned.met()).isGreaterThan(right.met() - 0.03);
            assertThat(learned.replicas()).isEqualTo(right.replicas(), within(0.03 * right.replicas()));
        }
    }

    @Test
    void withoutLearningTheyDoNot() {
        var right = scores(1, CalibrationMode.OFF);

        assertThat(scores(0.7, CalibrationMode.OFF).met()).isLessThan(right.met() - 0.03);
        assertThat(scores(1.3, CalibrationMode.OFF).replicas()).isGreaterThan(1.1 * right.replicas());
    }

    @Test
    void aRightProfileIsNotMadeWorse() {
        var declared = scores(1, CalibrationMode.OFF);
        var learned = scores(1, CalibrationMode.ON);

        assertThat(learned.met()).isGreaterThan(declared.met() - 0.01);
        assertThat(learned.replicas()).isLessThan(1.01 * declared.replicas());
    }

    /**
     * What became of all loads together after the first quarter of an hour.
     *
     * @param met the share of requests within both targets
     * @param replicas mean number of them
     */
    private record Score(double met, double replicas) {}

    private static Score scores(double profileError, CalibrationMode mode) {
        double met = 0;
        double replicas = 0;
        for (var rates : RATES) {
            var run = Simulation.run(workload(rates, profileError), contender(mode), 11);
            met += met(run) / RATES.length;
            replicas += replicas(run) / RATES.length;
        }
        return new Score(met, replicas);
    }

    private static double met(RunResult run) {
        var requests = run.requests();
        var target = run.scene().targets().get(0);
        int all = 0;
        int met = 0;
        for (int i = 0; i < requests.size(); i++) {
            if (requests.arrivedMillis(i) >= LEARNED_MILLIS) {
                all++;
                met += requests.meets(i, target.ttftMillis(), target.itlMillis()) ? 1 : 0;
            }
        }
        return (double) met / all;
    }

    private static double replicas(RunResult run) {
        double millis = 0;
        for (var life : run.replicas()) {
            double gone = Double.isNaN(life.goneMillis()) ? run.durationMillis() : life.goneMillis();
            millis +=
                    Math.max(0, Math.min(gone, run.durationMillis()) - Math.max(LEARNED_MILLIS, life.createdMillis()));
        }
        return millis / (run.durationMillis() - LEARNED_MILLIS);
    }

    private static Contender contender(CalibrationMode mode) {
        return new PolicyContender(
                "learning",
                new Description("", "", "", ""),
                () -> new Planner(PlanningRules.controller(
                        SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN, SizingLaw.CONTINUOUS)),
                Duration.ofSeconds(60),
                mode,
                Actuation.HPA);
    }

    /** As many stages as rates, requests a second each. */
    private static Workload workload(double[] rates, double profileError) {
        var lengths = new RequestLengths(new TokenLength.Uniform(700, 1300), new TokenLength.Uniform(210, 390));
        var stages = new ArrayList<LoadStage>();
        for (double rate : rates) {
            stages.add(new LoadStage(SECONDS / rates.length, new RateShape.Level(rate), RateNoise.NONE, lengths));
        }
        var model = new ModelLoad(
                "m",
                3000,
                60,
                1,
                32_000,
                new OfferedLoad.Staged(stages, new ArrivalProcess.Poisson()),
                Optional.empty(),
                ClientHabits.PATIENT);
        var variant = new VariantSetup(
                "v", "m", "h100-qwen32b-tp2", 1, "H100", 2, 200, 1, 20, 5, new ColdStart(90, 0), profileError);
        return Workloads.of(SECONDS, model, variant);
    }
}
