package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.report.ScoreReader;
import ai.llmd.wva.simulation.score.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
    private static final String WORKLOAD = """
        description: "short <b>bursts</b>"
        models:
        - name: qwen-32b
          inputTokens: 2000
          outputTokens: 200
          stages:
          - {seconds: 120, requestsPerSecond: 2}
          - {seconds: 120, requestsPerSecond: 5}
        variants:
        - {name: qwen-32b-h100, maxReplicas: 4, initialReplicas: 1, coldStartSeconds: 40}
        """;

    @TempDir
    private Path folder;

    private Path shape;

    @BeforeEach
    void writeAWorkload() throws IOException {
        shape = Files.writeString(folder.resolve("short.yaml"), WORKLOAD);
    }

    private CommandRun simulate(String... more) {
        var arguments = new String[more.length + 3];
        arguments[0] = "simulate";
        arguments[1] = "--shape";
        arguments[2] = shape.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void policiesAreScoredUnderTheSameRequests() {
        var run = simulate("--policy", "static-1,static-4", "--seeds", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("short").contains("static-1", "static-4", "Simulated, not measured.");
    }

    @Test
    void theSameSeedGivesTheSameBytesOnAnyNumberOfThreads() {
        var one = simulate("--policy", "wva,keda-slo", "--seeds", "2", "-o", "json", "--threads", "1");
        var two = simulate("--policy", "wva,keda-slo", "--seeds", "2", "-o", "json", "--threads", "2");

        assertThat(one.exitCode()).isZero();
        assertThat(two.out()).isEqualTo(one.out());
    }

    @Test
    void seedsStartWhereTheyAreAskedTo() {
        var run = simulate("--policy", "static-2", "--seeds", "2", "--seed-from", "7", "-o", "json");

        assertThat(ScoreReader.read(run.out()).seeds()).containsExactly(7L, 8L);
    }

    @Test
    void moreReplicasCostMoreThanTheyNeed() {
        var board = ScoreReader.read(simulate("--policy", "static-2,static-4", "--seeds", "1", "-o", "json")
                .out());

        var two = board.standing("short", "static-2").orElseThrow();
        var four = board.standing("short", "static-4").orElseThrow();
        assertThat(four.difference(Measure.COST, two).mean()).isPositive();
        assertThat(four.difference(Measure.REGRET, two).mean()).isPositive();
        assertThat(four.estimate(Measure.ATTAINMENT).mean())
                .isGreaterThanOrEqualTo(two.estimate(Measure.ATTAINMENT).mean());
    }

    @Test
    void aBaselineThatIsNoBetterExitsZero() throws IOException {
        var baseline = Files.writeString(
                folder.resolve("before.json"),
                simulate("--policy", "static-2", "--seeds", "1", "-o", "json").out());

        var run = simulate("--policy", "static-2", "--seeds", "1", "--baseline", baseline.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("no worse than the baseline by more than 1.00 % in 1 comparison");
    }

    @Test
    void aRegressionIsListedAndExitsOne() throws IOException {
        var earlier =
                simulate("--policy", "static-4", "--seeds", "1", "-o", "json").out();
        var better = earlier.replaceAll("\"costCents\" : [0-9.]+", "\"costCents\" : 1");
        var baseline = Files.writeString(folder.resolve("before.json"), better);

        var run =
                simulate("--policy", "static-4", "--seeds", "1", "--baseline", baseline.toString(), "--margin", "2 %");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("static-4 on short: cost rose from 1 to ", "1 regression beyond 2.00 % in 1 comparison");
    }

    @Test
    void aBaselineOfOtherRunsComparesNothingAndExitsOne() throws IOException {
        var baseline = Files.writeString(
                folder.resolve("before.json"),
                simulate("--policy", "static-1", "--seeds", "1", "-o", "json").out());

        var run = simulate("--policy", "static-2", "--seeds", "1", "--baseline", baseline.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("static-1 on short was not run", "there is nothing to compare");
    }

    @Test
    void aPageIsWrittenThatStandsAloneAndEscapesWhatItShows() throws IOException {
        shape = Files.writeString(folder.resolve("named.yaml"), "name: \"</script><b>\"\n" + Files.readString(shape));
        var page = folder.resolve("report.html");

        var run = simulate("--policy", "wva", "--seeds", "1", "--html", page.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(page))
                .contains("\\u003c/script\\u003e\\u003cb\\u003e", "default-src 'none'")
                .doesNotContain("</script><b>", "src=", "href=", "/*DATA*/", "/*SCRIPT*/", "/*STYLE*/");
    }

    @Test
    void explainingSaysWhatAPolicyComputesAndWhyItChangedItsMind() {
        var run = simulate("--policy", "wva", "--seeds", "1", "--explain");

        assertThat(run.out()).contains("COMPUTES", "wva on short, seed 1:", "qwen-32b-h100 -> ");
    }

    @Test
    void aSweepRunsEveryValueOfAParameter() {
        var run = simulate("--policy", "keda-slo", "--seeds", "1", "--sweep");

        assertThat(run.out()).contains("keda-slo@");
    }

    @Test
    void theListNamesShapesSetsAndPolicies() {
        var run = CommandRun.of("simulate", "--list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("staged-ramp", "all, quick", "keda-slo", "static-in-hindsight");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        var run = CommandRun.of(
                "simulate",
                "--shape=staged-rmp",
                "--policy=kedaslo",
                "--seeds=0",
                "--threads=none",
                "--output=xml",
                "--margin=1",
                "--html=" + folder,
                "--baseline=" + folder.resolve("absent.json"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "there is no shape \"staged-rmp\"; did you mean \"staged-ramp\"?",
                        "--policy: there is no policy \"kedaslo\"; did you mean \"keda-slo\"?",
                        "--seeds: must be 1 to 1000, not 0",
                        "--threads: 'none' is not a whole number",
                        "--output: 'xml' is not one of table, json, markdown",
                        "--margin: '1' is not a percentage such as 1%",
                        "is a folder",
                        "--baseline: there is no file")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--margin=1% | --margin needs --baseline",
                "--versus=wva | --versus: there is no policy among those that run \"wva\"",
                "--html=/nowhere/report.html | --html: there is no folder /nowhere",
                "--policy=static-x | there is no policy"
            })
    void whatMakesNoSenseExitsTwo(String flag, String message) {
        var run = simulate("--policy", "static-2", flag);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void aFaultyWorkloadIsReportedWithFileAndLine() throws IOException {
        Files.writeString(shape, WORKLOAD.replace("requestsPerSecond: 5", "requestsPerSecond: -5"));

        var run = simulate("--policy", "static-2");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("short.yaml:8", "-5");
    }
}
