package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private final Labels.Builder builder = new Labels.Builder();

    private Labels labels(String... texts) {
        for (var i = 0; i < texts.length; i += 2) {
            builder.add(texts[i], texts[i + 1]);
        }
        return builder.build();
    }

    @Test
    void theyAreTheMapOfTheirNamesAndValues() {
        assertThat(labels("b", "1", "a", "2")).isEqualTo(Map.of("a", "2", "b", "1"));
        assertThat(labels()).isEqualTo(Map.of());
    }

    @Test
    void seriesWithTheSameNamesAndOthersKeepTheirOwnValues() {
        var first = labels("pod", "a", "reason", "stop");
        var second = labels("pod", "b", "reason", "length");
        var third = labels("pod", "c");
        var fourth = labels("pod", "d", "reason", "stop");
        assertThat(first).isEqualTo(Map.of("pod", "a", "reason", "stop"));
        assertThat(second).isEqualTo(Map.of("pod", "b", "reason", "length"));
        assertThat(third).isEqualTo(Map.of("pod", "c"));
        assertThat(fourth).isEqualTo(Map.of("pod", "d", "reason", "stop"));
    }

    @Test
    void aNameThatIsNotThereHasNoValue() {
        var labels = labels("pod", "a");
        assertThat(labels.get("reason")).isNull();
        assertThat(labels.getOrDefault("reason", "none")).isEqualTo("none");
        assertThat(labels.containsKey("reason")).isFalse();
        assertThat(labels.get("pod")).isEqualTo("a");
        assertThat(labels.containsKey("pod")).isTrue();
    }

    @Test
    void namesAndPairsAreGoneThroughInOrder() {
        var labels = labels("b", "1", "a", "2");
        var pairs = new StringBuilder();
        labels.forEach((name, value) -> pairs.append(name).append(value));
        assertThat(pairs).hasToString("b1a2");
        assertThat(labels.keySet()).containsExactly("b", "a");
        assertThat(new HashMap<>(labels)).isEqualTo(labels);
    }
}
