package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.Contenders;
import ai.llmd.wva.simulation.Simulation;
import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.workload.Silence;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunJudgeTest {
    private static final Silence SILENCE = new Silence(DemoWorkloads.VARIANT, 300, 300);
    private static final Workload QUIET = DemoWorkloads.staged(List.of(), 900, 1);

    /** What one replica makes of a workload. */
    private static RunResult run(Workload workload) {
        return Simulation.run(workload, Contenders.named("static-1"), 1);
    }

    private static RunResult with(RunResult run, List<Note> notes, int... specs) {
        var moments = new ArrayList<Moment>();
        for (var i = 0; i < specs.length; i++) {
            moments.add(new Moment(15_000.0 * i, 0, specs[i], specs[i], specs[i], 0, 0, 0, 0, 0));
        }
        return new RunResult(
                run.scene(),
                run.contender(),
                run.durationMillis(),
                run.endedMillis(),
                run.requests(),
                run.replicas(),
                moments,
                notes);
    }

    private static Map<String, Made> decided(int current, double requestsPerMinute) {
        return Map.of(DemoWorkloads.VARIANT, Mades.sized(600_000, current, requestsPerMinute));
    }

    @Test
    void aRunThatKeptItsTargetsAndWhatWasDecidedIsGood() {
        assertThat(RunJudge.failures(run(QUIET), decided(1, 20), List.of())).isEmpty();
    }

    @Test
    void targetsThatWereMissedAreAFailure() {
        var run = run(DemoWorkloads.staged(List.of(), 900, 30));

        assertThat(RunJudge.failures(run, decided(1, 20), List.of()))
                .singleElement()
                .asString()
                .contains("% of the requests", "the aim is 95 %");
    }

    @Test
    void whatWasWrongWithDeclarationsIsTold() {
        assertThat(RunJudge.failures(run(QUIET), decided(1, 20), List.of("a fault")))
                .containsExactly("a fault");
    }

    @Test
    void aVariantThatNobodyDecidedOnIsAFailure() {
        assertThat(RunJudge.failures(run(QUIET), Map.of(), List.of()))
                .containsExactly("chat: nothing was ever decided");
    }

    @Test
    void aDecisionThatNobodyFollowedIsAFailure() {
        assertThat(RunJudge.failures(run(QUIET), decided(1, 40), List.of()))
                .containsExactly("chat ended with 1 replicas, but 2 are wanted");
    }

    @Test
    void replicasThatStayAfterTheLastRequestAreAFailure() {
        var idle = run(DemoWorkloads.staged(List.of(), 60, 1, 400, 0));

        assertThat(RunJudge.failures(with(idle, List.of(), 1, 3), Map.of("chat", Mades.sized(0, 3, 60)), List.of()))
                .containsExactly("chat still has 3 replicas, 5 min after the last request");
    }

    @Test
    void aFaultThatWasHeldIsNone() {
        var run = run(DemoWorkloads.staged(List.of(SILENCE), 900, 1));
        var held = new Note(420_000, 0, 2, true, "");
        var specs = new int[60];
        Arrays.fill(specs, 2);
        specs[59] = 1;

        assertThat(RunJudge.failures(with(run, List.of(held), specs), decided(1, 20), List.of()))
                .isEmpty();
        assertThat(RunJudge.failures(with(run, List.of(), specs), decided(1, 20), List.of()))
                .containsExactly("chat: no decision was held while its metrics could not be read");
        specs[35] = 1;
        assertThat(RunJudge.failures(with(run, List.of(held), specs), decided(1, 20), List.of()))
                .containsExactly("chat was taken from 2 to 1 replicas while its metrics could not be read");
    }
}
