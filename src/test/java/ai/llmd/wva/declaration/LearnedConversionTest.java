package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.EngineArguments;
import ai.llmd.wva.model.LearnedProfile;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a restart, learning goes on from what the status shows, as long as that is of the same servers. */
class LearnedConversionTest {
    private static final TargetState MISSING = new TargetState.Missing("no such Deployment");
    private static final String STATUS = """
            status:
              profile:
                accelerator: A100
                source: learned
                alpha: "20.1"
                beta: "0.40"
                delta: "0.01"
                samples: 240
                confidence: "0.75"
                templateHash: abc
                resetMark: "1"
            """;

    @Test
    void whatAStatusShowsAsLearnedIsRead() {
        var learned = new LearnedProfile(
                "A100", 20.1, 0.4, OptionalDouble.of(0.01), 240, 0.75, Optional.of("abc"), Optional.of("1"));

        assertThat(read(STATUS, MISSING).learned()).contains(learned);
        assertThat(read(STATUS.replace("source: learned", "source: observed"), MISSING)
                        .learned())
                .as("not used is learned all the same")
                .contains(learned);
        assertThat(read(STATUS.replace("delta: \"0.01\"", "gamma: \"1\""), MISSING)
                        .learned()
                        .orElseThrow()
                        .deltaMillis())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "source: learned, source: declared",
        "accelerator: A100, accelerator: ''",
        "'alpha: \"20.1\"', 'alpha: \"NaN\"'",
        "'alpha: \"20.1\"', 'alpha: \"1e999\"'",
        "'alpha: \"20.1\"', 'alpha: \"1000000.1\"'",
        "'beta: \"0.40\"', 'other: \"0.40\"'",
        "'delta: \"0.01\"', 'delta: fast'",
        "samples: 240, samples: -1",
        "samples: 240, other: 1",
        "0.75, 1.01"
    })
    void whatIsNotCompleteTellsNothingAndIsNoProblem(String text, String other) {
        assertThat(STATUS).contains(text);
        var variant = read(STATUS.replace(text, other), MISSING);

        assertThat(variant.learned()).isEmpty();
        assertThat(variant.problems()).isEmpty();
    }

    @Test
    void itIsForgottenWithItsAccelerator() {
        assertThat(read(STATUS.replace("accelerator: A100", "accelerator: H100"), MISSING)
                        .learned())
                .isEmpty();
    }

    @Test
    void itIsForgottenWithItsPodTemplate() {
        assertThat(read(STATUS, target("abc")).learned()).isPresent();
        assertThat(read(STATUS, target("other")).learned()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "'', false"})
    void itIsForgottenForANewMark(String mark, boolean kept) {
        var resource = Resources.resource(Resources.YAML + STATUS);
        resource.getMetadata().setAnnotations(Map.of("wva.llmd.ai/reset-profile", mark));

        assertThat(VariantConversion.toVariant(resource, MISSING).learned().isPresent())
                .isEqualTo(kept);
    }

    private static TargetState target(String hash) {
        return new TargetState.Found(
                1,
                1,
                1,
                List.of(),
                Optional.empty(),
                new PodTemplate(Optional.empty(), EngineArguments.NONE, OptionalInt.empty(), Optional.of(hash)));
    }

    private static Variant read(String status, TargetState target) {
        return VariantConversion.toVariant(Resources.resource(Resources.YAML + status), target);
    }
}
