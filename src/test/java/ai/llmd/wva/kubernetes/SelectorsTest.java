package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {
    @Test
    void allLabelsMustBeThere() {
        var selector = new LabelSelectorBuilder()
                .withMatchLabels(Map.of("app", "vllme", "tier", "a"))
                .build();

        assertThat(Selectors.matches(selector, Map.of("app", "vllme", "tier", "a", "more", "b")))
                .isTrue();
        assertThat(Selectors.matches(selector, Map.of("app", "vllme"))).isFalse();
        assertThat(Selectors.matches(selector, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=llm | true",
                "app==llm,tier=a | true",
                "app = llm , tier != b | true",
                "app!=llm | false",
                "app in (other, llm),tier | true",
                "app in (other) | false",
                "app notin (other) | true",
                "app notin (llm,other) | false",
                "!gone | true",
                "! app | false",
                "gone | false",
                "'' | false"
            })
    void aSelectorIsReadFromText(String text, boolean taken) {
        assertThat(Selectors.matches(Selectors.parse(text), Map.of("app", "llm", "tier", "a")))
                .isEqualTo(taken);
    }

    @Test
    void anEmptySelectorTakesNothing() {
        assertThat(Selectors.matches(new LabelSelector(), Map.of("app", "vllme")))
                .isFalse();
        assertThat(Selectors.matches(null, Map.of("app", "vllme"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "In, vllme, true",
        "In, other, false",
        "In, , false",
        "NotIn, vllme, false",
        "NotIn, other, true",
        "NotIn, , true",
        "Exists, other, true",
        "Exists, , false",
        "DoesNotExist, other, false",
        "DoesNotExist, , true",
        "Unheard, vllme, false"
    })
    void requirementsCompareOneLabel(String operator, String value, boolean expected) {
        var selector = new LabelSelectorBuilder()
                .addNewMatchExpression()
                .withKey("app")
                .withOperator(operator)
                .withValues("vllme", "vllm")
                .endMatchExpression()
                .build();

        assertThat(Selectors.matches(selector, value == null ? Map.of() : Map.of("app", value)))
                .isEqualTo(expected);
    }
}
