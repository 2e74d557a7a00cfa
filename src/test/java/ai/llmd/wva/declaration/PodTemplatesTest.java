package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.EngineArguments;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
        assertThat(PodTemplates.of(Map.of("llm-d.ai/role", label, "app", "vllm"), List.of())
                        .role())
                .contains(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Decode", "encode", "talker"})
    void anotherLabelTellsNothing(String label) {
        assertThat(PodTemplates.of(Map.of("llm-d.ai/role", label), List.of())).isEqualTo(PodTemplate.UNKNOWN);
    }

    @Test
    void withoutLabelNothingIsKnown() {
        assertThat(PodTemplates.of(Map.of("role", "decode"), List.of())).isEqualTo(PodTemplate.UNKNOWN);
    }

    @Test
    void theArgumentsAreThoseOfTheFirstContainerThatHasAny() {
        var template = PodTemplates.of(
                Map.of(), List.of(List.of("proxy", "--port=8000"), List.of("--max-num-seqs", "32"), List.of("tail")));

        assertThat(template.arguments()).isEqualTo(new EngineArguments(OptionalInt.of(32), List.of()));
    }

    @Test
    void whatIsWrittenDownTellsTheSame() {
        var template = new PodTemplate(
                Optional.of(Role.DECODE), new EngineArguments(OptionalInt.of(64), List.of("qwen", "qwen/lora")));

        for (var one : List.of(template, PodTemplate.UNKNOWN)) {
            assertThat(PodTemplates.of(PodTemplates.labels(one), List.of(PodTemplates.commandLine(one))))
                    .isEqualTo(one);
        }
    }
}
