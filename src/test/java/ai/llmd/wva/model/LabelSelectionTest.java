package ai.llmd.wva.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectionTest {
    private static final Map<String, String> LABELS =
            Map.of("variant_name", "a-100", "namespace", "team", "accelerator_type", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "variant_name=a-100",
                " variant_name == a-100 , namespace=team ",
                "variant_name!=b,other!=x",
                "variant_name in (b,a-100)",
                "variant_name in ( b , a-100 ),namespace notin (x)",
                "other notin (a)",
                "variant_name",
                "!other",
                "! other",
                "accelerator_type=",
                "accelerator_type in ()",
            })
    void aSeriesThatMeetsEveryRequirementIsSelected(String text) {
        assertThat(LabelSelection.parse(text).selects(LABELS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "variant_name=b",
                "variant_name=a-100,namespace=other",
                "variant_name!=a-100",
                "variant_name in (b,c)",
                "variant_name notin (a-100)",
                "other in (a)",
                "other",
                "!variant_name",
                "other=",
                "example.com/other=x",
            })
    void aSeriesThatMissesOneIsLeftOut(String text) {
        assertThat(LabelSelection.parse(text).selects(LABELS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=",
                "a=b,",
                ",a=b",
                "a==b==c",
                "a in b",
                "a in (b",
                "a in (b))",
                "a > 5",
                "a=b c",
                "-a",
                "a=-b",
                "a/b/c",
                "a!b",
                "a=\\u0000",
            })
    void whatIsNoSelectorIsRefused(String text) {
        assertThatThrownBy(() -> LabelSelection.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unable to parse the label selector");
    }

    @Test
    void aLabelThatIsTooLongIsRefusedInAMoment() {
        var longest = "a".repeat(63);
        assertThat(LabelSelection.parse(longest + "=" + longest).requirements()).hasSize(1);
        assertThatThrownBy(() -> LabelSelection.parse("a=" + longest + "a"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelSelection.parse("a in (" + "a,".repeat(1500) + "-)"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSelectorKnowsTheOnlyValueThatALabelCanHave() {
        assertThat(LabelSelection.parse("a!=x,a in (b)").only("a")).contains("b");
        assertThat(LabelSelection.parse("a in (b,c),!d,e").only("a")).isEmpty();
        assertThat(LabelSelection.parse("a!=b").only("a")).isEmpty();
        assertThat(LabelSelection.parse("a").only("a")).isEmpty();
    }
}
