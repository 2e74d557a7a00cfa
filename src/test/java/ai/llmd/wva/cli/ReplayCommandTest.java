package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ProgramVersion;
import ai.llmd.wva.journal.Journals;
import ai.llmd.wva.model.PolicyKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    @TempDir
    Path folder;

    private String text;

    @BeforeEach
    void record() throws Exception {
        text = Journals.text(PolicyKind.WVA, Journals.observations(3));
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("wva.jsonl"), content).toString();
    }

    private String packed(int bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        var content = packed.toByteArray();
        return Files.write(folder.resolve("wva.jsonl.1.gz"), Arrays.copyOf(content, Math.min(bytes, content.length)))
                .toString();
    }

    @Test
    void filesOneAfterAnotherAreRepeatedToTheBit() throws Exception {
        var run = CommandRun.of("replay", packed(Integer.MAX_VALUE), file(text));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("6 cycles from 20")
                                .endsWith(", 30 decisions of the policy wva"),
                        second -> assertThat(second).isEqualTo("all decisions are the same, bit for bit"));
        assertThat(run.err())
                .isEqualTo("wva replay: note: written by wva 1.2.3, and this is " + ProgramVersion.get()
                        + ": what differs may be meant to"
                        + System.lineSeparator());
    }

    @Test
    void aDecisionThatDiffersIsShownAndFailsTheCommand() throws Exception {
        var run = CommandRun.of("replay", file(text.replaceFirst("(\"decisions\".*?\"desired\":)\\d+", "$177")));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.out())
                .contains("1 are not the same; the first")
                .containsPattern("CYCLE +AT +VARIANT +COMPONENT +RECORDED +REPLAYED")
                .containsPattern("1 +\\S+ +fleet/model-0 +scale.desired +77 +\\d+");
    }

    @Test
    void anotherPolicyIsEstimatedWithItsCost() throws Exception {
        var run = CommandRun.of("replay", "--policy", "original", file(text));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("an estimate, open loop: ")
                .contains("3 cycles, PT3M in all")
                .containsPattern("fleet/model-0 +\\d+\\.\\d\\d +\\d+ +\\d+\\.\\d\\d +\\d+ +[0-3]")
                .containsPattern("in cents: \\d+\\.\\d\\d recorded, \\d+\\.\\d\\d estimated \\([+-]\\d+\\.\\d %\\)")
                .contains("an estimate, closed loop: both simulated on 0.03 h of recorded demand")
                .containsPattern("recorded +\\d+\\.\\d\\d % +\\d+\\.\\d\\d +\\d+\\.\\d\\d +-?\\d+\\.\\d\\d %")
                .containsPattern("estimated +\\d+\\.\\d\\d % ")
                .contains("that take 60 s to start");
    }

    @Test
    void anOpenLoopSimulatesNothing() throws Exception {
        var run = CommandRun.of("replay", "--policy", "original", "--open-loop", file(text));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("closed loop");
    }

    @Test
    void theReportComparesWhatWasPaidWithTheLeastThatWouldHaveDone() throws Exception {
        var run = CommandRun.of("replay", "--report", "--cold-start", "2m", file(text));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("the replicas that ran for 0.03 h cost \\d+\\.\\d\\d cents")
                .containsPattern("for less than \\d+\\.\\d\\d cents: [+-]\\d+\\.\\d % above")
                .contains("that take 120 s to start");
    }

    @Test
    void aJournalOfOneCycleHasNoDemandToSimulate() throws Exception {
        var run = CommandRun.of("replay", "--report", file(Journals.text(PolicyKind.WVA, Journals.observations(1))));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("there is no demand to simulate in ");
    }

    @Test
    void aCutLastLineIsNotedAndTheRestRepeated() throws Exception {
        var run = CommandRun.of("replay", file(text.substring(0, text.length() - 30)));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("2 cycles ");
        assertThat(run.err()).contains("line 6: is incomplete because the writer stopped there: skipped");
    }

    @Test
    void whatCannotBeReadIsAUsageErrorWithItsLine() throws Exception {
        var corrupt = CommandRun.of("replay", file(text.replace("\"journal\":\"memory\"", "\"journal\":\"memoir\"")));
        assertThat(corrupt.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(corrupt.err()).contains("wva.jsonl, line 3: is not a line of a journal: ");

        var none = CommandRun.of("replay", folder.resolve("none").toString());
        assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("none: there is no such file");

        var cut = CommandRun.of("replay", packed(500));
        assertThat(cut.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cut.err()).contains("wva.jsonl.1.gz: the packed file is cut");

        var empty = CommandRun.of("replay", file(""));
        assertThat(empty.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(empty.err()).contains("there is no cycle in ");
    }

    @Test
    void unknownNamesAreUsageErrors() throws Exception {
        var run = CommandRun.of("replay", "--policy", "orginal", "--solver", "best", "--differences", "-1", file(text));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("--policy: 'orginal' is not one of wva, original; did you mean original?")
                .contains("--solver: 'best' is not one of greedy, near-exact")
                .contains("--differences: must be 0 or more, not -1");
        assertThat(CommandRun.of("replay").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
