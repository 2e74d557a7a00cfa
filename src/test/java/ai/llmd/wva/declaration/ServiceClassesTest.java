package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.ServiceClass;
import ai.llmd.wva.model.ServiceTarget;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceClassesTest {
    private static final ConfigMapName NAME = new ConfigMapName("wva", "service-classes-config");
    private static final String SOURCE = "ConfigMap wva/service-classes-config";
    private static final String SUBJECT = SOURCE + " key premium.yaml";
    private static final String PREMIUM = """
            name: Premium
            priority: 1
            data:
              - model: default/default
                slo-tpot: 24
                slo-ttft: 500
              - model: llama0-70b
                slo-tpot: "80.5"
                slo-ttft: 500.25
                slo-tps: 1000
            """;

    @Test
    void readsTheSample() {
        var parsed = first(PREMIUM);
        assertThat(parsed.problems()).isEmpty();
        var premium = parsed.value().get("premium.yaml");
        assertThat(premium.key()).isEqualTo("premium.yaml");
        assertThat(premium.name()).isEqualTo("Premium");
        assertThat(premium.priority()).isEqualTo(1);
        assertThat(premium.targets())
                .containsExactly(
                        Map.entry("default/default", new ServiceTarget(500, 24, 0)),
                        Map.entry("llama0-70b", new ServiceTarget(500.25, 80.5, 1000)));
    }

    @Test
    void olderSpellingsMeanTheSame() {
        var parsed = first(
                "name: P\ndata:\n- {model: m, slo-itl: 24, slo-ttw: 500}\n- {model: n, slo-itl: 5, slo-tpot: 5.0}");
        assertThat(parsed.problems()).isEmpty();
        assertThat(targets(parsed))
                .containsExactly(
                        Map.entry("m", new ServiceTarget(500, 24, 0)), Map.entry("n", new ServiceTarget(0, 5, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "100, 100",
        "'\"7\"', 7",
        "0, 100",
        "-3, 100",
        "101, 100",
        "99999999999999999999, 100",
        "-99999999999, 100",
        "null, 100"
    })
    void takesPrioritiesInsideTheRangeAndTheLowestForOthers(String priority, int expected) {
        var parsed = first("name: P\npriority: " + priority);
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value().get("premium.yaml").priority()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"high, high", "1.5, 1.5", "'[1]', '[1]'"})
    void aPriorityThatIsNoWholeNumberIsReported(String priority, String shown) {
        var yaml = "name: P\npriority: " + priority;
        var message = "priority: \"" + shown + "\" is not a whole number from 1 (highest) to 100; ";
        assertThat(Words.of(first(yaml).problems()))
                .containsExactly(SUBJECT + ": " + message + "the default is in force");
        assertThat(first(yaml).value().get("premium.yaml").priority()).isEqualTo(100);
        assertThat(Words.of(after(PREMIUM, yaml).problems()))
                .containsExactly(SUBJECT + ": " + message + "the last good value stays in force");
        assertThat(after(PREMIUM, yaml).value().get("premium.yaml").priority()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'name: a\\npriority: 1\\n data: []', 'is not valid YAML at line 3, column 6: mapping values are not allowed"
                + " here'",
        "'data:\\n- model: a\\n - model: b', 'is not valid YAML at line 3, column 2: expected <block end>, but found"
                + " ''<block sequence start>'''",
        "'name: a\\nname: b', 'is not valid YAML at line 2, column 1: found duplicate key name'",
        "'name: a\\n---\\nname: b', 'is not valid YAML: it has 2 documents, where one is expected'",
        "'just words', 'is not YAML with name, priority and data'",
        "'# nothing', 'is not YAML with name, priority and data'",
        "' ', 'is empty'",
        "'priority: 1', 'has no name'",
        "'name:', 'has no name'",
        "'name: [a]', 'has no name'",
        "'name: a\\ndata: {}', 'data is not a list of rows, each starting with - model: ...'",
    })
    void saysWhatIsWrongWithAClassAndKeepsTheLastGoodOne(String yaml, String reason) {
        var text = yaml.replace("\\n", "\n");
        assertThat(first(text).value()).isEmpty();
        assertThat(Words.of(first(text).problems()))
                .containsExactly(SUBJECT + ": " + reason + "; the entry is ignored until it is fixed");
        assertThat(after(PREMIUM, text).value()).isEqualTo(first(PREMIUM).value());
        assertThat(Words.of(after(PREMIUM, text).problems()))
                .containsExactly(SUBJECT + ": " + reason + "; the last good entry stays in force");
    }

    /** Columns: a row put before a good one; what is wrong with it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {model: default/default, slo-tpot: fast}  | (default/default): slo-tpot: "fast" is not a number
            {model: default/default, slo-tpot: -1}    | (default/default): slo-tpot: -1 is less than 0
            {model: default/default, slo-itl: 24ms}   | (default/default): slo-itl: "24ms" is not a number
            {model: default/default, slo-ttft: .NaN}  | (default/default): slo-ttft: "NaN" is not a number
            {model: default/default, slo-ttw: .inf}   | (default/default): slo-ttw: "Infinity" is not a number
            {model: default/default, slo-tps: 2e9}    | (default/default): slo-tps: 2.0E9 is more than 1000000000
            {model: default/default, slo-tps: []}     | (default/default): slo-tps: "[]" is not a number
            {model: default/default, percentile: p49} | (default/default): percentile: p49 is less than 50
            {model: default/default, percentile: 99.5} | (default/default): percentile: 99.5 is more than 99
            {model: default/default, percentile: max} | (default/default): percentile: "max" is not a percentile like p95 or 95
            """)
    void aBrokenRowKeepsItsLastGoodValuesAndStopsNoOtherRow(String row, String reason) {
        var yaml = "name: Premium\ndata:\n- " + row + "\n- {model: other, slo-ttft: 9}\n";
        var other = Map.entry("other", new ServiceTarget(9, 0, 0));
        assertThat(targets(first(yaml))).containsExactly(other);
        assertThat(Words.of(first(yaml).problems()))
                .containsExactly(SUBJECT + ": " + "data row 1 " + reason + "; the row is ignored until it is fixed");
        assertThat(targets(after(PREMIUM, yaml)))
                .containsExactly(Map.entry("default/default", new ServiceTarget(500, 24, 0)), other);
        assertThat(Words.of(after(PREMIUM, yaml).problems()))
                .containsExactly(
                        SUBJECT + ": " + "data row 1 " + reason + "; the last good values of the model stay in force");
    }

    @ParameterizedTest
    @CsvSource({"95, 95", "p95, 95", "'\"P99\"', 99", "'\"50\"', 50", "97.5, 97.5", "p99.0, 99"})
    void aPercentileIsANumberOrTextThatStartsWithP(String written, double percentile) {
        var expected = Map.entry("m", target(percentile));
        var ofRow = first("name: P\ndata:\n- {model: m, slo-ttft: 9, percentile: " + written + "}");
        assertThat(ofRow.problems()).isEmpty();
        assertThat(targets(ofRow)).containsExactly(expected);
        var ofClass = first("name: P\npercentile: " + written + "\ndata:\n- {model: m, slo-ttft: 9}");
        assertThat(ofClass.problems()).isEmpty();
        assertThat(targets(ofClass)).containsExactly(expected);
    }

    @Test
    void thePercentileOfARowGoesBeforeThatOfItsClass() {
        var parsed = first(
                "name: P\npercentile: p90\ndata:\n- {model: m, slo-ttft: 9, percentile: p99}\n- {model: n, slo-ttft:"
                        + " 9}\n- {model: o, slo-ttft: 9, percentile: null}");
        assertThat(parsed.problems()).isEmpty();
        assertThat(targets(parsed))
                .containsExactly(Map.entry("m", target(99)), Map.entry("n", target(90)), Map.entry("o", target(90)));
    }

    @Test
    void withoutAPercentileTheTargetsAreReadAsBefore() {
        assertThat(targets(first("name: P\npercentile:\ndata:\n- {model: m, slo-ttft: 9}")))
                .containsExactly(Map.entry("m", new ServiceTarget(9, 0, 0)));
        var removed = after(
                "name: P\npercentile: 90\ndata:\n- {model: m, slo-ttft: 9}",
                "name: P\ndata:\n- {model: m, slo-ttft: 9}");
        assertThat(targets(removed)).containsExactly(Map.entry("m", new ServiceTarget(9, 0, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "p100, percentile: p100 is more than 99",
        "-95, 'percentile: \"-95\" is not a percentile like p95 or 95'",
        "p, 'percentile: \"p\" is not a percentile like p95 or 95'",
        "{}, 'percentile: \"{}\" is not a percentile like p95 or 95'",
        "0.95, percentile: 0.95 is less than 50",
    })
    void aClassPercentileThatCannotBeReadLeavesEachModelTheOneItHad(String written, String reason) {
        var yaml = "name: P\npercentile: " + written + "\ndata:\n- {model: m, slo-ttft: 9}\n- {model: n, slo-ttft: 9}\n"
                + "- {model: o, slo-ttft: 9, percentile: 95}";
        var problem = SUBJECT + ": " + reason;
        var fresh = first(yaml);
        assertThat(Words.of(fresh.problems())).containsExactly(problem + "; the default is in force");
        assertThat(targets(fresh))
                .containsExactly(
                        Map.entry("m", new ServiceTarget(9, 0, 0)),
                        Map.entry("n", new ServiceTarget(9, 0, 0)),
                        Map.entry("o", target(95)));
        var later = after("name: P\npercentile: p90\ndata:\n- {model: m, slo-ttft: 7}\n- {model: o}", yaml);
        assertThat(Words.of(later.problems())).containsExactly(problem + "; the last good value stays in force");
        assertThat(targets(later))
                .containsExactly(
                        Map.entry("m", target(90)),
                        Map.entry("n", new ServiceTarget(9, 0, 0)),
                        Map.entry("o", target(95)));
    }

    @ParameterizedTest
    @CsvSource({
        "'{slo-tpot: 1}', ': has no model'",
        "'{model: \"\"}', ': has no model'",
        "words, ': has no model'",
        "'{model: 8}', ': has a model that is not a string: put it in quotes'",
    })
    void aRowNeedsAModel(String row, String reason) {
        var parsed = first("name: P\ndata:\n- {model: m}\n- " + row);
        assertThat(targets(parsed)).containsOnlyKeys("m");
        assertThat(Words.of(parsed.problems()))
                .containsExactly(SUBJECT + ": " + "data row 2" + reason + "; the row is ignored until it is fixed");
    }

    @Test
    void twoSpellingsThatDifferAreReported() {
        var parsed = first("name: P\ndata:\n- {model: m, slo-itl: 24, slo-tpot: 25, slo-ttft: 1, slo-ttw: 2}");
        assertThat(targets(parsed)).containsExactly(Map.entry("m", new ServiceTarget(1, 25, 0)));
        assertThat(Words.of(parsed.problems()))
                .containsExactly(
                        SUBJECT + ": data row 1 (m): slo-ttft and slo-ttw mean the same but differ; slo-ttft counts",
                        SUBJECT + ": data row 1 (m): slo-tpot and slo-itl mean the same but differ; slo-tpot counts");
    }

    @Test
    void theLastGoodRowOfAModelCounts() {
        var twice = first("name: P\ndata:\n- {model: m, slo-ttft: 1}\n- {model: m, slo-ttft: 2}");
        assertThat(targets(twice)).containsExactly(Map.entry("m", new ServiceTarget(2, 0, 0)));
        assertThat(Words.of(twice.problems()))
                .containsExactly(SUBJECT + ": "
                        + "data row 2 (m): the model is also in an earlier row; the last valid row applies");
        var broken = first("name: P\ndata:\n- {model: m, slo-ttft: 1}\n- {model: m, slo-ttft: x}");
        assertThat(targets(broken)).containsExactly(Map.entry("m", new ServiceTarget(1, 0, 0)));
        assertThat(broken.problems()).hasSize(2);
    }

    @Test
    void unknownKeysAreNamedButDoNoHarm() {
        var parsed = first("name: P\nprio: 3\ndata:\n- {model: m, slo-ttft: 1, slo-tpott: 2, comment: x}");
        assertThat(targets(parsed)).containsExactly(Map.entry("m", new ServiceTarget(1, 0, 0)));
        assertThat(Words.of(parsed.problems()))
                .containsExactly(
                        SUBJECT + ": data row 1 (m): unknown key \"comment\" is ignored",
                        SUBJECT + ": data row 1 (m): unknown key \"slo-tpott\" is ignored; did you mean slo-tpot?",
                        SUBJECT + ": unknown key \"prio\" is ignored");
    }

    @Test
    void keysMayShareAClassNameAndARemovedKeyIsGone() {
        var lastGood = first(PREMIUM).value();
        var parsed = ServiceClasses.parse(NAME, Map.of("b", "name: P", "a", "name: P"), lastGood);
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.value()).containsOnlyKeys("a", "b");
    }

    @Test
    void aRemovedRowIsGone() {
        assertThat(targets(after(PREMIUM, "name: Premium\ndata:\n- {model: other}")))
                .containsOnlyKeys("other");
        assertThat(targets(after(PREMIUM, "name: Premium\ndata:"))).isEmpty();
    }

    private static ServiceTarget target(double percentile) {
        return new ServiceTarget(9, 0, 0, OptionalDouble.of(percentile));
    }

    private static Parsed<SortedMap<String, ServiceClass>> first(String yaml) {
        return ServiceClasses.parse(NAME, Map.of("premium.yaml", yaml), new TreeMap<>());
    }

    private static Parsed<SortedMap<String, ServiceClass>> after(String before, String yaml) {
        return ServiceClasses.parse(
                NAME, Map.of("premium.yaml", yaml), first(before).value());
    }

    private static SortedMap<String, ServiceTarget> targets(Parsed<SortedMap<String, ServiceClass>> parsed) {
        return parsed.value().get("premium.yaml").targets();
    }
}
