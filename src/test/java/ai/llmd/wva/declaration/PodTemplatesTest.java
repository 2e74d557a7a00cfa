package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodTemplatesTest {
    @ParameterizedTest
    @CsvSource({
        "prefill, PREFILL",
        "encode-prefill, PREFILL",
        "decode, DECODE",
        "both, BOTH",
        "prefill-decode, BOTH",
        "encode-prefill-decode, BOTH"
    })
    void llmdsLabelTellsTheStage(String label, Role role) {
        assertThat(PodTemplates.of(Map.of("llm-d.ai/role", label, "app", "vllm")).role())
                .contains(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Decode", "encode", "talker"})
    void anotherLabelTellsNothing(String label) {
        assertThat(PodTemplates.of(Map.of("llm-d.ai/role", label))).isEqualTo(PodTemplate.UNKNOWN);
    }

    @Test
    void withoutLabelNothingIsKnown() {
        assertThat(PodTemplates.of(Map.of("role", "decode"))).isEqualTo(PodTemplate.UNKNOWN);
    }
}
