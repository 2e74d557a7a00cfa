package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.EngineArguments;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines as manifests have them. */
class EngineCommandTest {
    private static EngineArguments admits(int most, String... names) {
        return new EngineArguments(OptionalInt.of(most), List.of(names));
    }

    static Stream<Arguments> commandLines() {
        return Stream.of(
                Arguments.of(List.of("--max-num-seqs", "256"), admits(256)),
                Arguments.of(List.of("--max-num-seqs=256"), admits(256)),
                Arguments.of(List.of("--max_num_seqs", "256"), admits(256)),
                Arguments.of(List.of("vllm", "serve", "qwen", "--max-num-seqs", "8", "--port", "1"), admits(8)),
                Arguments.of(List.of("--max-num-seqs=8", "--max-num-seqs=16"), admits(16)),
                Arguments.of(List.of("--served-model-name", "a", "b", "--max-num-seqs", "4"), admits(4, "a", "b")),
                Arguments.of(List.of("--max-num-seqs", "4", "--served-model-name=a"), admits(4, "a")),
                Arguments.of(List.of("sh", "-c", "vllm serve qwen --max-num-seqs 256"), admits(256)),
                Arguments.of(
                        List.of(
                                "/bin/bash",
                                "-lc",
                                "export A=b; exec vllm serve 'q' --served-model-name \"a\" b;" + " sleep 3"),
                        new EngineArguments(OptionalInt.empty(), List.of("a", "b"))),
                Arguments.of(
                        List.of(
                                "sh",
                                "-ec",
                                "# --max-num-seqs 1\nvllm serve qwen \\\r\n  --max-num-seqs 64 \\\n"
                                        + "  --served-model-name a > /log 2>&1 & wait\n"),
                        admits(64, "a")),
                Arguments.of(
                        List.of("sh", "-c", "vllm serve q --served-model-name a|tee log"),
                        new EngineArguments(OptionalInt.empty(), List.of("a"))));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void readsArgumentsThroughAShellOrNot(List<String> commandLine, EngineArguments expected) {
        assertThat(EngineCommand.read(commandLine)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "0", "1.5", "$MAX", "$(MAX)", "99999999999", "--port"})
    void whatIsNoNumberCountsAsNotGiven(String value) {
        assertThat(EngineCommand.read(List.of("--max-num-seqs", value))).isEqualTo(EngineArguments.NONE);
        assertThat(EngineCommand.read(List.of("--max-num-seqs=" + value))).isEqualTo(EngineArguments.NONE);
    }

    @Test
    void anOptionWithoutValueOrInAnotherWordIsNone() {
        for (var line : List.of(
                List.of("--max-num-seqs"),
                List.of("--served-model-name"),
                List.of("--served-model-name", "$NAME"),
                List.of("echo --max-num-seqs 3"),
                List.of("sh", "-c", "echo '--max-num-seqs 3' \"--max-num-seqs 3\""),
                List.<String>of())) {
            assertThat(EngineCommand.read(line)).isEqualTo(EngineArguments.NONE);
        }
    }

    @Test
    void aQuoteThatDoesNotEndIsReadToTheEnd() {
        assertThat(EngineCommand.read(List.of("sh", "-c", "vllm --max-num-seqs 3 --served-model-name \"a \\")))
                .isEqualTo(admits(3, "a "));
    }

    @Test
    void everyDataParallelRankOfTheServerAdmitsAsMany() {
        var each = List.of("--max-num-seqs", "100");
        assertThat(read(each, "--data-parallel-size", "8")).isEqualTo(admits(800));
        assertThat(read(each, "-dp", "8")).isEqualTo(admits(800));
        assertThat(read(each, "-dp", "16", "--data-parallel-size-local=4")).isEqualTo(admits(400));
        assertThat(read(each, "-dp", "16", "--data-parallel-rank", "3")).isEqualTo(admits(100));
        assertThat(read(each, "-dp", "$DP_SIZE")).as("of how many is not known").isEqualTo(EngineArguments.NONE);
        assertThat(read(List.of("--max-num-seqs", "999999999"), "-dp", "9")).isEqualTo(admits(999_999_999));
    }

    private static EngineArguments read(List<String> line, String... more) {
        return EngineCommand.read(Stream.concat(line.stream(), Stream.of(more)).toList());
    }
}
