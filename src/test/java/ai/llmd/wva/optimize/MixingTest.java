package ai.llmd.wva.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.optimize.Mixing.Mixed;
import ai.llmd.wva.optimize.input.Readings;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixingTest {
    private static final VariantId ON_A100 = new VariantId("chat", "chat@A100");
    private static final VariantId ON_G2 = new VariantId("chat", "chat@2xG2");

    private final Mixed mixed = apart(SystemText.GOOD);

    @Test
    void aServerIsTakenApartByAccelerator() {
        assertThat(mixed.parts()).containsEntry("chat", List.of(ON_G2, ON_A100));

        var part = mixed.observation().fleet().variants().get(ON_G2);
        assertThat(part.currentAccelerator()).contains("2xG2");
        assertThat(part.profiles()).hasSize(1);
        assertThat(part.minReplicas()).hasValue(0);
        assertThat(part.currentReplicas()).isZero();
        assertThat(mixed.observation().fleet().variants().get(ON_A100).currentReplicas())
                .isEqualTo(2);
    }

    @Test
    void theLoadIsWhereTheServerRunsNowAndKnownToBeZeroElsewhere() {
        assertThat(rate(mixed, ON_A100)).isEqualTo(1);
        assertThat(rate(mixed, ON_G2)).isZero();
        var elsewhere = (Measured) mixed.observation().measurements().get(ON_G2);
        assertThat(elsewhere.load().outputTokens()).hasValue(1024);
    }

    @Test
    void theLoadIsCountedOnceWhereNothingRuns() {
        var fresh = apart(SystemText.with("\"accelerator\": \"A100\", \"numReplicas\": 2,", ""));

        assertThat(rate(fresh, ON_A100) + rate(fresh, ON_G2)).isEqualTo(1);
    }

    @Test
    void aServerThatKeepsNothingYetMayMix() {
        // batch keeps its accelerator but has none
        assertThat(mixed.parts().get("batch")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"name\": \"chat\" | \"name\": \"chat\", \"keepAccelerator\": true",
                "\"name\": \"chat\" | \"name\": \"chat\", \"minNumReplicas\": 2",
                "\"arrivalRate\": 60 | \"arrivalRate\": 0",
            })
    void aServerThatIsBoundStaysWhole(String text, String replacement) {
        var bound = apart(SystemText.with(text, replacement));

        assertThat(bound.parts()).containsEntry("chat", List.of(new VariantId("chat", "chat")));
        assertThat(bound.observation().fleet().variants()).containsKey(new VariantId("chat", "chat"));
    }

    @Test
    void whatItsOwnerFrozeStaysWhole() {
        var input = Readings.good(SystemText.GOOD);
        var observation = input.observation();
        var variants = new TreeMap<>(observation.fleet().variants());
        variants.replaceAll((id, variant) -> variant.withHandling(new Handling(Optional.empty(), true)));
        var frozen = new Observation(
                observation.cycle(),
                observation.at(),
                observation.fleet().withVariants(variants),
                observation.measurements());

        assertThat(Mixing.apart(frozen, input.servers()).parts().get("chat")).hasSize(1);
    }

    @Test
    void wholeServersAreLeftAsTheyAre() {
        var input = Readings.good(SystemText.GOOD);

        var whole = Mixing.whole(input.observation(), input.servers());
        assertThat(whole.observation()).isSameAs(input.observation());
        assertThat(whole.parts()).containsEntry("batch", List.of(new VariantId("batch", "batch")));
    }

    private static Mixed apart(String system) {
        var input = Readings.good(system);
        return Mixing.apart(input.observation(), input.servers());
    }

    private static double rate(Mixed mixed, VariantId id) {
        return ((Measured) mixed.observation().measurements().get(id)).load().arrivalRatePerSecond();
    }
}
