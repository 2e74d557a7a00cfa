package ai.llmd.wva.optimize.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.Tree;
import ai.llmd.wva.explain.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ValueTest {
    private final Problems problems = new Problems();

    @Test
    void keysMatchInAnyCaseAndTheExactOneGoesFirst() {
        var root = root("{\"AvgInTokens\": 1, \"rate\": 2, \"RATE\": 3}");

        assertThat(root.number(0, "avgInTokens")).isEqualTo(1);
        assertThat(root.number(0, "rate")).isEqualTo(2);
        assertThat(root.get("avgInTokens").where()).isEqualTo("f.json: AvgInTokens");
        assertThat(problems.anyError()).isFalse();
    }

    @Test
    void ofSeveralNamesTheFirstThatIsThereCounts() {
        assertThat(root("{\"b\": 2, \"c\": 3}").number(0, "a", "b", "c")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"n\": null}", "[]", "5", "\"text\""})
    void whatIsNotThereFallsBack(String json) {
        var root = root(json);

        assertThat(root.numberOr(7, 0, "n")).isEqualTo(7);
        assertThat(root.wholeOr(8, 0, "n")).isEqualTo(8);
        assertThat(root.flagOr(true, "n")).isTrue();
        assertThat(root.optionalText("n")).isEmpty();
        assertThat(root.get("n").items()).isEmpty();
        assertThat(problems.anyError()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "'\"5\"', 5", "'\" 2.5 \"', 2.5", "0, 0", "-0.0, 0", "1e3, 1000"})
    void numbersMayBeText(String json, double number) {
        assertThat(root("{\"n\": " + json + "}").number(0, "n")).isEqualTo(number);
        assertThat(problems.anyError()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "'\"3\"', 3", "3.0, 3", "1e3, 1000"})
    void wholeNumbersMayBeWrittenAsDecimals(String json, int number) {
        assertThat(root("{\"n\": " + json + "}").whole(0, "n")).isEqualTo(number);
        assertThat(problems.anyError()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"x\"", "true", "{}", "\"Infinity\"", "1e10", "-1", "\"0x10\""})
    void whatIsNoNumberIsOneProblem(String json) {
        assertThat(root("{\"n\": " + json + "}").numberOr(7, 0, "n")).isEqualTo(7);
        assertThat(Words.of(problems.errors())).singleElement().asString().startsWith("f.json: n: \"");
    }

    @Test
    void missingValuesSayWhatIsNeeded() {
        var root = root("{\"replicasWanted\": 1}");
        root.text("name");
        root.whole(1, "replicas");

        assertThat(Words.of(problems.errors()))
                .containsExactly(
                        "f.json: name: is missing: text is needed",
                        "f.json: replicas: is missing: a whole number >= 1 is needed; is \"replicasWanted\" meant to be"
                                + " it?");
    }

    @Test
    void unknownKeysMatterOnlyWhereTheyAreNearToOneThatIsAbsent() {
        root("{\"comment\": \"x\", \"arrivalRat\": 1, \"avgOutTokens\": 1, \"avgOutToken\": 1}")
                .knows("arrivalRate", "avgOutTokens");

        assertThat(Words.of(problems.errors()))
                .containsExactly("f.json: arrivalRat: unknown key; did you mean arrivalRate?");
    }

    @Test
    void elementsAreObjectsAndOthersAreTold() {
        var items = root("{\"list\": [{\"a\": 1}, 2, null, {\"a\": 3}]}")
                .get("list")
                .items();

        assertThat(items).extracting(Value::where).containsExactly("f.json: list[0]", "f.json: list[3]");
        assertThat(Words.of(problems.errors()))
                .containsExactly(
                        "f.json: list[1]: is not an object with keys and values",
                        "f.json: list[2]: is not an object with keys and values");
    }

    @Test
    void theSameIsToldOnce() {
        var value = root("{}").get("x");
        value.error("is bad");
        value.error("is bad");

        assertThat(Words.of(problems.errors())).containsExactly("f.json: x: is bad");
    }

    @Test
    void longValuesAreCutInMessages() {
        root("{\"n\": \"" + "y".repeat(500) + "\"}").number(0, "n");

        assertThat(Words.of(problems.errors()))
                .singleElement()
                .asString()
                .hasSizeLessThan(120)
                .contains("...");
    }

    private Value root(String json) {
        return new Value(new Tree("f.json: ", JsonMapper.shared().readTree(json), problems));
    }
}
