package ai.llmd.wva.optimize.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.optimize.SystemText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "   \n", "# only a comment\n", "---\n---\n"})
    void anEmptyTextIsToldAsSuch(String text) {
        assertThat(Readings.faulty(text)).containsExactly("a.json: is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"system\": {,}}|a.json: is not valid JSON at line 1, column 13: ",
                "{\"a\": 1, \"a\": 2}|a.json: is not valid JSON at line 1, column ",
                "system: [1, 2|a.json: is not valid YAML at line ",
                "{\"system\": |a.json: is not valid JSON at line 1, column ",
            })
    void brokenSyntaxIsToldWithItsPlace(String text, String error) {
        assertThat(Readings.faulty(text)).singleElement().asString().startsWith(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"just text", "[1, 2]", "42"})
    void whatIsNoObjectIsRefused(String text) {
        assertThat(Readings.faulty(text))
                .isNotEmpty()
                .allSatisfy(error ->
                        assertThat(error).startsWith("a.json").endsWith("is not an object with keys and values"));
    }

    @Test
    void anUnknownFormIsToldWhatIsKnown() {
        assertThat(Readings.faulty("{\"fleet\": {}}"))
                .singleElement()
                .asString()
                .startsWith("a.json: is neither of the two supported formats")
                .contains("serverData", "VariantAutoscaling");
    }

    @Test
    void theTwoFormsDoNotMix() {
        assertThat(Readings.faulty(SystemText.GOOD, "kind: ConfigMap\nmetadata: {name: x}\n"))
                .containsExactly("a.json: holds llm-inferno's data while b.json contains Kubernetes resources: only one"
                        + " format can be planned at a time");
    }

    @Test
    void aFoldersWholeGoesBeforeItsPiecesAndItsSolutionIsPassedOver() {
        var folder = Optional.of("dir");
        var result = InputReader.read(
                List.of(
                        new Source(
                                "dir/accelerator-data.json",
                                "{\"accelerators\": [{\"name\": \"A100\", \"cost\": 1}]}",
                                folder),
                        new Source("dir/solution-data.json", "{\"allocations\": {}}", folder),
                        new Source("dir/system-data.json", SystemText.GOOD, folder)),
                Readings.AT);

        var input = ((InputReader.Ok) result).input();
        assertThat(input.observation().fleet().accelerators().get("A100").unitCostCentsPerHour())
                .isEqualTo(40);
        assertThat(Words.of(input.notes()))
                .containsExactly(
                        "dir/accelerator-data.json: is not used: another file of the folder holds the whole system");
    }

    @Test
    void aSolutionThatIsNamedIsNoProblemToPlan() {
        assertThat(Readings.faulty("{\"allocations\": {}}")).hasSize(1);
    }

    @Test
    void aLargeYamlIsRead() {
        var padding = ("# " + "x".repeat(1000) + "\n").repeat(4000);

        assertThat(Readings.faulty(padding + "servers: []\n")).isEqualTo(Readings.faulty("servers: []\n"));
    }
}
