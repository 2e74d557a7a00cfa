package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.Accelerator;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceleratorCostsTest {
    private static final ConfigMapName NAME = new ConfigMapName("wva", "accelerator-unit-costs");
    private static final String SOURCE = "ConfigMap wva/accelerator-unit-costs";
    private static final String A100 = "{\"device\": \"NVIDIA-A100-PCIE-80GB\", \"cost\": \"40.00\"}";
    private static final Accelerator GOOD_A100 = new Accelerator("A100", "NVIDIA-A100-PCIE-80GB", 40);

    @Test
    void readsTheSample() {
        var data = Map.of(
                "A100",
                A100,
                "G2",
                "{\"device\": \"Intel-GAUDI-2-96GB\", \"cost\": 23}",
                "MI300X",
                "{\"cost\": \"65.5\"}");
        var parsed = parse(data, new TreeMap<>());
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().values())
                .containsExactly(
                        GOOD_A100,
                        new Accelerator("G2", "Intel-GAUDI-2-96GB", 23),
                        new Accelerator("MI300X", "MI300X", 65.5));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"40.00\"', 40",
        "40, 40",
        "'\" 0.5 \"', 0.5",
        "0, 0",
        "'\"-0\"', 0",
        "'\"1e2\"', 100",
        "1000000000, 1e9"
    })
    void takesCostsAsTextAndAsNumber(String cost, double centsPerHour) {
        var parsed = parse(Map.of("A100", "{\"cost\": " + cost + "}"), new TreeMap<>());
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().get("A100").unitCostCentsPerHour()).isEqualTo(centsPerHour);
    }

    /** Columns: the entry, with ' for "; what is wrong with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'device': 'x', 'cost': 'forty'}   | cost: 'forty' is not a number
            {'device': 'x', 'cost': '40 ct'}   | cost: '40 ct' is not a number
            {'device': 'x', 'cost': 'NaN'}     | cost: 'NaN' is not a number
            {'device': 'x', 'cost': '0x10'}    | cost: '0x10' is not a number
            {'device': 'x', 'cost': ''}        | cost: '' is not a number
            {'device': 'x', 'cost': true}      | cost: 'true' is not a number
            {'device': 'x', 'cost': [40]}      | cost: '[40]' is not a number
            {'device': 'x', 'cost': '-1'}      | cost: -1 is less than 0
            {'device': 'x', 'cost': -0.01}     | cost: -0.01 is less than 0
            {'device': 'x', 'cost': '1e10'}    | cost: 1e10 is more than 1000000000
            {'device': 'x', 'cost': '1e999'}   | cost: 1e999 is more than 1000000000
            {'device': 'x', 'cost': null}      | has no cost (cents per hour of one unit)
            {'device': 'x'}                    | has no cost (cents per hour of one unit)
            {'device': 7, 'cost': 1}           | device: 7 is not text in quotes
            40.00                              | is not a JSON object such as {'device': '...', 'cost': '40.00'}
            ` `                                | is empty
            {'cost': 1} {}                     | is not valid JSON at line 1, column 13: there is more text after its end
            {'cost': 1, 'cost': 2}             | is not valid JSON at line 1, column 19: Duplicate Object property "cost"
            """)
    void saysWhatIsWrongWithAnEntryAndKeepsTheLastGoodOne(String json, String reason) {
        var data = Map.of("A100", json.replace('\'', '"'));
        var message = reason.replace('\'', '"');
        var first = parse(data, new TreeMap<>());
        assertThat(first.value()).isEmpty();
        assertThat(Words.of(first.problems()))
                .containsExactly(SOURCE + " key A100" + ": " + message + "; the entry is ignored until it is fixed");

        var later = parse(data, new TreeMap<>(Map.of("A100", GOOD_A100)));
        assertThat(later.value()).containsExactly(Map.entry("A100", GOOD_A100));
        assertThat(Words.of(later.problems()))
                .containsExactly(SOURCE + " key A100" + ": " + message + "; the last good entry stays in force");
    }

    @Test
    void namesThePlaceOfASyntaxError() {
        var parsed = parse(Map.of("A100", "{\n  \"device\": \"x\"\n  \"cost\": 1}"), new TreeMap<>());
        assertThat(parsed.problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("is not valid JSON at line 3, column");
    }

    @Test
    void aBrokenEntryNeverStopsTheOthers() {
        var data = Map.of("A100", A100, "B", "{", "C", "no", "D", "{\"cost\": 1}");
        var parsed = parse(data, new TreeMap<>());
        assertThat(parsed.value()).containsOnlyKeys("A100", "D");
        assertThat(parsed.problems())
                .extracting(Problem::subject)
                .containsExactly(new Subject.Entry(NAME, "B"), new Subject.Entry(NAME, "C"));
        assertThat(parse(data, new TreeMap<>())).isEqualTo(parsed);
    }

    @Test
    void aRemovedKeyIsGoneAndAMendedOneCounts() {
        var lastGood = new TreeMap<>(Map.of("A100", GOOD_A100, "H100", new Accelerator("H100", "H100", 90)));
        var parsed = parse(Map.of("A100", "{\"cost\": 50}"), lastGood);
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value()).containsExactly(Map.entry("A100", new Accelerator("A100", "A100", 50)));
    }

    @Test
    void anUnknownKeyIsNamedButDoesNoHarm() {
        var parsed = parse(Map.of("A100", "{\"cost\": 50, \"devise\": \"x\", \"colour\": 1}"), new TreeMap<>());
        assertThat(parsed.value()).containsOnlyKeys("A100");
        assertThat(Words.reasons(parsed.problems()))
                .containsExactly(
                        "unknown key \"colour\" is ignored", "unknown key \"devise\" is ignored; did you mean device?");
    }

    private static Parsed<SortedMap<String, Accelerator>> parse(
            Map<String, String> data, SortedMap<String, Accelerator> lastGood) {
        return AcceleratorCosts.parse(NAME, data, lastGood);
    }
}
