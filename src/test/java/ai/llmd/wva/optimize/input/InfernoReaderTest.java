package ai.llmd.wva.optimize.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.explain.Words;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.optimize.SystemText;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfernoReaderTest {
    private final Input input = Readings.good(SystemText.GOOD);

    @Test
    void acceleratorsHaveTheirCostTypeAndMultiplicity() {
        var accelerators = input.observation().fleet().accelerators();

        assertThat(accelerators).containsOnlyKeys("2xG2", "A100");
        var pair = accelerators.get("2xG2");
        assertThat(pair.device()).isEqualTo("intel-g2");
        assertThat(pair.multiplicity()).isEqualTo(2);
        assertThat(pair.unitCostCentsPerHour()).isEqualTo(46);
    }

    @Test
    void capacityCountsUnlessItIsUnlimited() {
        assertThat(input.observation().fleet().capacity().devices())
                .containsExactlyInAnyOrderEntriesOf(Map.of("nvidia-a100", 16L, "intel-g2", 32L));

        var unlimited = Readings.good(SystemText.with("\"unlimited\": false", "\"unlimited\": true"));
        assertThat(unlimited.observation().fleet().capacity().isLimited()).isFalse();
    }

    @Test
    void aTypeWithoutACountIsNotLimitedAndThatIsSaid() {
        var read = Readings.good(SystemText.with(", {\"type\": \"intel-g2\", \"count\": 32}", ""));

        assertThat(read.observation().fleet().capacity().devices()).containsOnlyKeys("nvidia-a100");
        assertThat(Words.of(read.notes()))
                .containsExactly("a.json: capacityData has no count of intel-g2, which is taken as unlimited");
    }

    @Test
    void aCountOfATypeThatNoAcceleratorHasIsPassedOverAndThatIsSaid() {
        var read = Readings.good(SystemText.with("{\"type\": \"intel-g2\"", "{\"type\": \"intel-g3\""));

        assertThat(read.observation().fleet().capacity().devices()).containsOnlyKeys("nvidia-a100");
        assertThat(Words.of(read.notes()))
                .anySatisfy(note -> assertThat(note)
                        .startsWith("a.json: system.capacityData.count[1]: ")
                        .contains("did you mean \"intel-g2\"?"));
    }

    @Test
    void classesHavePrioritiesAndTargets() {
        var classes = input.observation().fleet().serviceClasses();

        assertThat(classes)
                .extracting(one -> one.name() + one.priority())
                .containsExactlyInAnyOrder("Premium1", "Free3");
        assertThat(input.observation()
                        .fleet()
                        .classFor(server("batch"))
                        .orElseThrow()
                        .targetFor("granite"))
                .contains(new ServiceTarget(4000, 160, 0));
    }

    @Test
    void aPercentileOfTheRowGoesBeforeThatOfTheClass() {
        var read = Readings.good(
                SystemText.edited(text -> text.replace("\"priority\": 1,", "\"priority\": 1, \"percentile\": 95,")
                        .replace("\"priority\": 3,", "\"priority\": 3, \"percentile\": 90,")
                        .replace("\"slo-ttft\": 4000", "\"slo-ttft\": 4000, \"percentile\": 75")));

        assertThat(read.observation().fleet().serviceClasses())
                .extracting(one -> one.targets().get("granite").percentile())
                .containsExactly(OptionalDouble.of(75), OptionalDouble.of(95));
    }

    @Test
    void eachServerIsAVariantOfItsOwnNamespaceWithItsLoad() {
        assertThat(input.servers()).containsOnlyKeys("batch", "chat").containsValue(new VariantId("chat", "chat"));
        assertThat(load("chat").arrivalRatePerSecond()).isCloseTo(1, within(1e-12));
        assertThat(load("chat").inputTokens()).hasValue(128);
        // the case of keys varies between files
        assertThat(load("batch").outputTokens()).hasValue(1024);
        assertThat(input.live()).isFalse();
    }

    @Test
    void whatRunsNowIsKnownAndNothingWhereNothingIsSaid() {
        assertThat(server("chat").currentAccelerator()).contains("A100");
        assertThat(server("chat").currentReplicas()).isEqualTo(2);
        assertThat(server("batch").currentAccelerator()).isEmpty();
        assertThat(server("batch").currentReplicas()).isZero();
    }

    @Test
    void boundsAndKeepingAreTheServersOwn() {
        assertThat(server("batch").minReplicas()).hasValue(1);
        assertThat(server("batch").keepAccelerator()).contains(true);
        assertThat(server("chat").minReplicas()).hasValue(0);
        assertThat(server("chat").keepAccelerator()).contains(false);
    }

    @ParameterizedTest
    @CsvSource({"1024, 16", "512, 32", "1000, 16", "20000, 1", "100, 163"})
    void theBatchShrinksWithTheTokens(int outputTokens, int batch) {
        var read = Readings.good(SystemText.with("\"avgOutTokens\": 1024", "\"avgOutTokens\": " + outputTokens));

        assertThat(profile(read, "chat", "A100").maxBatchSize()).isEqualTo(batch);
    }

    @Test
    void aServersOwnBatchGoesFirst() {
        assertThat(profile(input, "batch", "A100").maxBatchSize()).isEqualTo(7);
        assertThat(profile(input, "batch", "2xG2").maxBatchSize()).isEqualTo(7);
    }

    @Test
    void profilesHavePrefillAndDecode() {
        var profile = profile(input, "chat", "2xG2");

        assertThat(profile.alphaMillis()).isEqualTo(17.15);
        assertThat(profile.betaMillis()).isEqualTo(0.34);
        assertThat(profile.prefill()).contains(new PerformanceProfile.Prefill(137.2, 0.010625));
    }

    @Test
    void withoutPrefillPromptsCostNoTime() {
        var text = SystemText.with(
                "\"decodeParms\": {\"alpha\": 20.58, \"beta\": 0.41}, \"prefillParms\": {\"gamma\": 164.64, \"delta\":"
                        + " 0.0128125}",
                "\"alpha\": \"20.58\", \"beta\": 0.41");

        var profile = profile(Readings.good(text), "chat", "A100");
        assertThat(profile.prefill()).contains(new PerformanceProfile.Prefill(0, 0));
        assertThat(Readings.good(text).notes())
                .extracting(Problem::message)
                .containsExactly(
                        "a model without prefillParms: prompts are taken to cost no time, as llm-inferno takes them");
        assertThat(profile.alphaMillis()).isEqualTo(20.58);
    }

    @Test
    void theOptimizersRulesAreRead() {
        assertThat(input.rules().saturation()).contains(SaturationPolicy.ROUND_ROBIN);
        assertThat(input.rules().mixed()).isFalse();

        var mixed = Readings.good(SystemText.with("\"unlimited\": false", "\"HETEROGENEOUS\": true"));
        assertThat(mixed.rules().mixed()).isTrue();
    }

    @Test
    void solversOfOthersAreNoted() {
        var read = Readings.good(SystemText.with("\"unlimited\": false", "\"milpsolver\": true, \"useCplex\": false"));

        assertThat(Words.of(read.notes())).singleElement().asString().contains("optimizer.milpsolver", "--solver");
    }

    @Test
    void theWrapperMayBeAbsent() {
        var bare = SystemText.edited(text -> text.replace("{\"system\": {", "{").replaceFirst("\\}\\}\\s*$", "}"));

        assertThat(Readings.good(bare).servers()).containsOnlyKeys("batch", "chat");
    }

    @Test
    void thePiecesMayComeApartAndInYaml() {
        var read = Readings.good(
                "{\"accelerators\": [{\"name\": \"A100\", \"cost\": 40}]}",
                "{\"models\": [{\"name\": \"m\", \"acc\": \"A100\", \"maxBatchSize\": 4,"
                        + " \"decodeParms\": {\"alpha\": 20.58, \"beta\": 0.41}}]}",
                "serviceClasses:\n- name: Gold\n  modelTargets: [{model: m, slo-itl: 24, slo-ttw: 500}]\n",
                "servers:\n- name: s\n  class: Gold\n  model: m\n  currentAlloc:\n    load: {arrivalRate: 40,"
                        + " avgOutTokens: 178}\n");

        assertThat(read.servers()).containsOnlyKeys("s");
        assertThat(read.observation().fleet().capacity().isLimited()).isFalse();
        assertThat(read.observation().fleet().serviceClasses().get(0).priority())
                .isEqualTo(100);
        var accelerator = read.observation().fleet().accelerators().get("A100");
        assertThat(accelerator.device()).isEqualTo("A100");
        assertThat(accelerator.multiplicity()).isEqualTo(1);
    }

    @Test
    void requestsThatGenerateNothingAreNoLoad() {
        var read = Readings.good(SystemText.with("\"avgOutTokens\": 1024", "\"avgOutTokens\": 0"));

        assertThat(((Measured) read.observation().measurements().get(new VariantId("chat", "chat")))
                        .load()
                        .isZero())
                .isTrue();
        assertThat(profile(read, "chat", "A100").maxBatchSize()).isEqualTo(32);
    }

    private Variant server(String name) {
        return input.observation().fleet().variants().get(new VariantId(name, name));
    }

    private Load load(String name) {
        return ((Measured) input.observation().measurements().get(new VariantId(name, name))).load();
    }

    private static PerformanceProfile profile(Input input, String server, String accelerator) {
        return Optional.of(input.observation().fleet().variants().get(new VariantId(server, server)))
                .flatMap(variant -> variant.profileFor(accelerator))
                .orElseThrow();
    }
}
