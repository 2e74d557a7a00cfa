package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {

    @Test
    void anAliasIsWhatItStandsForAndAMergeTakesOverKeys() {
        var tree = YamlTree.document("""
            defaults: &d {acc: A100, beta: 0.5, batch: 8}
            name: &n chat
            one: {<<: *d, batch: 4}
            two:
              <<: [*d, {gamma: 2}]
              model: *n
            """);

        assertThat(tree.get("one")).hasToString("{\"batch\":4,\"acc\":\"A100\",\"beta\":0.5}");
        assertThat(tree.get("two").get("model").stringValue()).isEqualTo("chat");
        assertThat(tree.get("two").get("gamma").intValue()).isEqualTo(2);
        assertThat(tree.get("two").get("acc").stringValue()).isEqualTo("A100");
    }

    @ParameterizedTest
    @CsvSource({
        "'a: 1', '{\"a\":1}'",
        "'a: 12345678901', '{\"a\":12345678901}'",
        "'a: 1.5', '{\"a\":1.5}'",
        "'a: yes', '{\"a\":\"yes\"}'",
        "'a: true', '{\"a\":true}'",
        "'a: ~', '{\"a\":null}'",
        "'a: 2026-01-01', '{\"a\":\"2026-01-01\"}'",
        "'1: [x, 2]', '{\"1\":[\"x\",2]}'",
        "'{\"a\": {\"b\": []}}', '{\"a\":{\"b\":[]}}'",
    })
    void valuesAreWhatTheyLookLike(String yaml, String json) {
        assertThat(YamlTree.document(yaml)).hasToString(json);
    }

    @Test
    void documentsComeInTheirOrderAndEmptyOnesAreNull() {
        assertThat(YamlTree.documents("a: 1\n---\n---\nb: 2\n"))
                .extracting(Object::toString)
                .containsExactly("{\"a\":1}", "null", "{\"b\":2}");
        assertThat(YamlTree.document("# nothing").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: 1\na: 2'|is not valid YAML at line 2, column 1: found duplicate key a",
                "'a: *b'|is not valid YAML at line 1, column 4: found undefined alias b",
                "'a: 1\n---\nb: 2'|is not valid YAML: it has 2 documents, where one is expected",
            })
    void whatIsWrongIsToldWithItsPlace(String yaml, String message) {
        assertThatThrownBy(() -> YamlTree.document(yaml.replace("\\n", "\n")))
                .isInstanceOf(YamlFault.class)
                .hasMessage(message);
    }

    @Test
    void whatTakesTooLongToReadIsRefusedAtOnce() {
        assertThatThrownBy(() -> YamlTree.document("a: b\n".repeat(17 * 1024 * 1024 / 5)))
                .hasMessage("is not valid YAML: it has more than 16 MiB: give it as JSON, or in several files");
        assertThatThrownBy(() -> YamlTree.document("a: b\nc: " + "x".repeat(1024 * 1024 + 1)))
                .hasMessage("is not valid YAML at line 2: it has a line of more than 1 MiB: give it as JSON");
    }

    @Test
    void aliasesThatMultiplyAreReadOnce() {
        var text = new StringBuilder("l0: &l0 [x]\n");
        for (int i = 1; i <= 30; i++) {
            text.append("l%d: &l%d [%s]\n".formatted(i, i, ("*l" + (i - 1) + ", ").repeat(9) + "*l" + (i - 1)));
        }

        var tree = YamlTree.document(text.toString());

        assertThat(tree.get("l30").get(0)).isSameAs(tree.get("l29"));
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        assertThatThrownBy(() -> YamlTree.document("[".repeat(100_000))).isInstanceOf(YamlFault.class);
    }
}
