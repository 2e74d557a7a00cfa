package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.optimize.ResourceText;
import ai.llmd.wva.optimize.SystemText;
import ai.llmd.wva.policy.FailingPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OptimizeCommandTest {
    private static final String SAMPLE = "deploy/samples/optimize.yaml";

    @TempDir
    Path folder;

    @Test
    void theSampleIsPlanned() {
        var run = CommandRun.of("optimize", "-f", SAMPLE);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("team-a/chat +Premium \\(1\\) +A100 +2 +4 +80 .*time to first token"))
                .anyMatch(line -> line.matches("team-b/batch +Freemium \\(10\\) +G2 +4 +38 +92 .*"))
                .anyMatch(line -> line.startsWith("2 servers, 6 replicas, 172 cents/h"));
    }

    @Test
    void aFaultOfThePolicyIsAFailureWithItsStackTrace() {
        var command = new CommandLine(new OptimizeCommand(rules -> new FailingPolicy("broken")));

        var run = CommandRun.of(command, "-f", SAMPLE);

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .contains("planning failed, which is a fault of this program")
                .contains("IllegalStateException: broken", "at ai.llmd.wva.policy.FailingPolicy.plan");
        assertThat(run.out()).contains("team-a/chat");
    }

    @Test
    void withoutLoadThereAreNoLatencies() throws IOException {
        var file = write("idle.json", SystemText.with("\"arrivalRate\": 60", "\"arrivalRate\": 0"));

        assertThat(CommandRun.of("optimize", "-f", file).out().lines())
                .anyMatch(line -> line.matches("chat +Premium \\(1\\) +\\S+ +0 +\\d+ +0 +- +40 +- +1000 .*"));
    }

    /** As much as the input may ask for, fifty times. */
    @Test
    void sumsThatNoNumberHoldsAreNotNegative() throws IOException {
        var server = """
            {"name": "s%d", "class": "C", "model": "m",
             "currentAlloc": {"load": {"arrivalRate": 1e9, "avgInTokens": 128, "avgOutTokens": 2560}}}""";
        var servers = IntStream.range(0, 50).mapToObj(server::formatted).collect(Collectors.joining(","));
        var file = write("large.json", """
                {"system": {
                  "acceleratorData": {"accelerators": [
                    {"name": "A", "type": "T", "multiplicity": 10000, "cost": 10}]},
                  "modelData": {"models": [
                    {"name": "m", "acc": "A", "accCount": 10000, "maxBatchSize": 1, "atTokens": 512,
                     "decodeParms": {"alpha": 10000, "beta": 0.1}, "prefillParms": {"gamma": 5, "delta": 0.01}}]},
                  "serviceClassData": {"serviceClasses": [
                    {"name": "C", "priority": 1,
                     "modelTargets": [{"model": "m", "slo-itl": 24000, "slo-ttft": 50000000}]}]},
                  "serverData": {"servers": [%s]}
                }}""".formatted(servers));

        assertThat(CommandRun.of("optimize", "-f", file).out())
                .contains("50 servers, 107374182350 replicas, ")
                .contains("Devices: 9223372036854775807 T");
    }

    @Test
    void theSampleIsExplained() {
        var run = CommandRun.of("optimize", "-f", SAMPLE, "--explain");

        // what runs is not moved; where it would be better off is told
        assertThat(run.out())
                .contains("25.31 by time to first token", "runner-up: G2", "better: 2 replicas of G2 for 46 cents/h");
    }

    @Test
    void theSampleMixedIsPlannedFromNothing() {
        var run = CommandRun.of("optimize", "-f", SAMPLE, "--mixed", "-o", "json");

        assertThat(json(run.out()).at("/allocations/team-a~1chat/accelerator").stringValue())
                .isEqualTo("G2");
    }

    @Test
    void jsonAndYamlSayTheSame() throws IOException {
        var file = write("system.json", SystemText.GOOD);

        var json = json(CommandRun.of("optimize", "-f", file, "-o", "json").out());
        var yaml = new YAMLMapper()
                .readTree(CommandRun.of("optimize", "-f", file, "--output=YAML").out());
        assertThat(json.get("allocations").propertyNames()).containsExactly("batch", "chat");
        assertThat(yaml.get("allocations")).isEqualTo(json.get("allocations"));
    }

    @Test
    void dashIsStdin() {
        var before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(ResourceText.GOOD.getBytes(StandardCharsets.UTF_8)));
            var run = CommandRun.of("optimize", "-f", "-", "-o", "json");

            assertThat(run.exitCode()).isZero();
            assertThat(json(run.out())
                            .at("/allocations/team-a~1chat/numReplicas")
                            .intValue())
                    .isEqualTo(2);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void filesAddUp() throws IOException {
        var resources = write("resources.yaml", ResourceText.GOOD);
        var loads = write(
                "loads.yaml",
                "kind: Loads\nloads: [{variant: chat, arrivalRate: 90, avgInputTokens: 20, avgOutputTokens: 178}]");

        var run = CommandRun.of("optimize", "-f", resources, "-f", loads, "-o", "json");
        assertThat(json(run.out()).at("/allocations/team-a~1chat/numReplicas").intValue())
                .isEqualTo(4);
    }

    @Test
    void badInputIsToldAtOnceAndExitsTwo() throws IOException {
        var file = write(
                "system.json",
                SystemText.edited(text -> text.replace("\"alpha\": 20.58", "\"alpha\": \"abc\"")
                        .replace("\"class\": \"Free\"", "\"class\": \"Fre\"")));

        var run = CommandRun.of("optimize", "-f", file, "-f", "no/such/file");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "wva optimize: no/such/file: there is no such file",
                        "wva optimize: " + file
                                + ": system.modelData.models[0].decodeParms.alpha: \"abc\" is not a number >= 0",
                        "wva optimize: " + file
                                + ": system.serverData.servers[1].class: there is no service class \"Fre\";"
                                + " did you mean \"Free\"?",
                        "Try 'wva optimize --help' for what can be given.");
    }

    @Test
    void badOptionsAreToldAtOnceAndExitTwo() {
        var run = CommandRun.of(
                "optimize",
                "-o",
                "jsn",
                "--solver",
                "gredy",
                "--saturation",
                "All",
                "--law",
                "fluid",
                "--time-limit",
                "soon",
                "--gap",
                "101");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .startsWith(
                        "wva optimize: --output: 'jsn' is not one of table, json, yaml, csv; did you mean json?",
                        "wva optimize: --solver: 'gredy' is not one of greedy, near-exact; did you mean greedy?",
                        "wva optimize: --saturation: 'All' is not one of None, PriorityExhaustive, PriorityRoundRobin,"
                                + " RoundRobin",
                        "wva optimize: --law: 'fluid' is not one of continuous, published",
                        "wva optimize: --time-limit: 'soon' is not a duration above 0, such as 10s or 500ms",
                        "wva optimize: --gap: '101' is not a percentage from 0 to 100, such as 0.1",
                        "wva optimize: -f FILE is needed: what is to be planned; - is stdin");
    }

    @ParameterizedTest
    @CsvSource({"0s", "-1s", "''"})
    void aTimeLimitIsAboveZero(String limit) {
        assertThat(CommandRun.of("optimize", "-f", SAMPLE, "--time-limit=" + limit)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void anInfeasibleTargetExitsThreeAndSaysWhichAndWhy() throws IOException {
        var file = write("system.json", SystemText.with("\"slo-itl\": 40", "\"slo-itl\": 4"));

        var run = CommandRun.of("optimize", "-f", file, "-o", "json");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("wva optimize: chat is not served: ")
                .contains("inter-token latency target 4.00 ms cannot be met on A100");
        assertThat(json(run.out()).get("unserved"))
                .extracting(JsonNode::stringValue)
                .containsExactly("chat");
        assertThat(json(run.out()).at("/allocations/batch/numReplicas").intValue())
                .isPositive();
    }

    @Test
    void tooFewDevicesAreServiceInPartOrNoneByPolicy() throws IOException {
        var file = write(
                "system.json",
                SystemText.edited(text -> text.replace("\"count\": 16", "\"count\": 4")
                        .replace("\"count\": 32", "\"count\": 2")
                        .replace("\"arrivalRate\": 240", "\"arrivalRate\": 2400")
                        .replace("\"minNumReplicas\": 1,", "")
                        .replace("\"maxBatchSize\": 7,", "")));

        var part = CommandRun.of("optimize", "-f", file, "-o", "json");
        assertThat(part.exitCode()).isEqualTo(3);
        assertThat(part.err())
                .startsWith("wva optimize: batch is served in part, by ")
                .contains("it gets devices of ");
        assertThat(json(part.out()).at("/partial/batch").intValue()).isGreaterThan(1);
        assertThat(json(part.out()).get("unserved")).isEmpty();

        var none = CommandRun.of("optimize", "-f", file, "-o", "json", "--saturation", "none");
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(json(none.out()).get("unserved"))
                .extracting(JsonNode::stringValue)
                .containsExactly("batch");
        assertThat(json(none.out()).get("partial")).isEmpty();
    }

    @Test
    void aMaximumBelowWhatTheLoadNeedsIsServiceInPart() throws IOException {
        var file = write("va.yaml", ResourceText.with("  minReplicas: 1", "  maxReplicas: 1"));

        var run = CommandRun.of("optimize", "-f", file);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("team-a/chat is served in part, by 1 of 2 replicas: ", "maxReplicas 1");
    }

    @Test
    void minimumsThatTakeMoreDevicesThanThereAreAreTold() throws IOException {
        var file = write(
                "system.json",
                SystemText.edited(text -> text.replace("\"count\": 32", "\"count\": 0")
                        .replace("\"count\": 16", "\"count\": 3")
                        .replace("\"minNumReplicas\": 1", "\"minNumReplicas\": 9")
                        .replace("\"arrivalRate\": 240", "\"arrivalRate\": 0")));

        var run = CommandRun.of("optimize", "-f", file);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("devices of nvidia-a100 do not suffice: the minimums take");
    }

    @Test
    void notesGoToTheErrorStream() throws IOException {
        var file = write("system.json", SystemText.with("\"unlimited\": false", "\"useCplex\": true"));

        var run = CommandRun.of("optimize", "-f", file);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("wva optimize: note: ").contains("useCplex");
    }

    @Test
    void theProblemIsSavedForOtherSolvers() throws IOException {
        var problem = folder.resolve("plan.mps");

        var run = CommandRun.of("optimize", "-f", SAMPLE, "--save-problem", problem.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("172 cents/h");
        assertThat(Files.readAllLines(problem))
                .contains(
                        "* Value of the plan:   172",
                        " L devices_NVIDIA-A100-PCIE-80GB",
                        " E serve_team-a/chat",
                        " team-a/chat:A100*2 cents_per_hour 80",
                        " RHS devices_NVIDIA-A100-PCIE-80GB 8",
                        " BV BND team-b/batch:G2*4")
                .endsWith("ENDATA");
    }

    @Test
    void aProblemWithoutLimitsIsSavedToo() throws IOException {
        var file = write("system.json", SystemText.with("\"unlimited\": false", "\"unlimited\": true"));
        var problem = folder.resolve("plan.mps");

        var run = CommandRun.of("optimize", "-f", file, "--save-problem", problem.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readAllLines(problem))
                .anyMatch(line -> line.startsWith(" E serve_chat/chat"))
                .noneMatch(line -> line.contains("devices_") && !line.startsWith("*"));
    }

    @Test
    void aProblemInWhichNobodyHasLoadIsSavedToo() throws IOException {
        var file = write(
                "system.json",
                SystemText.edited(text -> text.replace("\"arrivalRate\": 60", "\"arrivalRate\": 0")
                        .replace("\"arrivalRate\": 240", "\"arrivalRate\": 0")));
        var problem = folder.resolve("plan.mps");

        CommandRun.of("optimize", "-f", file, "--save-problem", problem.toString());

        assertThat(Files.readAllLines(problem))
                .noneMatch(line -> line.startsWith(" E "))
                .endsWith("ENDATA");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProblemThatCannotBeWrittenIsAFailureThatNamesTheFile() {
        var run = CommandRun.of("optimize", "-f", SAMPLE, "--save-problem", "/dev/full");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.out()).contains("172 cents/h");
        assertThat(run.err()).startsWith("wva optimize: /dev/full cannot be written: ");
    }

    @Test
    void aProblemThatHasNoFolderIsToldBeforeAnythingIsPlanned() {
        var run = CommandRun.of("optimize", "-f", SAMPLE, "--save-problem", "/nowhere/plan.mps");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("wva optimize: --save-problem: there is no folder /nowhere");
    }

    @Test
    void whatWasNotPlannedIsNotSaved() {
        var problem = folder.resolve("plan.mps");
        var command = new CommandLine(new OptimizeCommand(rules -> new FailingPolicy("broken")));

        var run = CommandRun.of(command, "-f", SAMPLE, "--save-problem", problem.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(problem).doesNotExist();
    }

    @Test
    void colourIsForTerminals() {
        var plain = CommandRun.of(
                Main.commandLine().setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF)), "optimize", "-f", SAMPLE);
        var coloured = CommandRun.of(coloured(), "optimize", "-f", SAMPLE);

        assertThat(plain.out()).doesNotContain("\u001b");
        assertThat(coloured.out()).startsWith("\u001b[1mSERVER");
    }

    @Test
    void helpTellsTheFormsAndTheExitCodes() {
        assertThat(CommandRun.of("optimize", "--help").out())
                .contains(
                        "--solver",
                        "--saturation",
                        "--law",
                        "--mixed",
                        "--explain",
                        "--time-limit",
                        "--gap",
                        "Exit codes: 0",
                        "3 some");
    }

    private static CommandLine coloured() {
        return Main.commandLine().setColorScheme(Help.defaultColorScheme(Help.Ansi.ON));
    }

    private String write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
