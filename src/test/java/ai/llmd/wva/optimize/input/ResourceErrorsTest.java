package ai.llmd.wva.optimize.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.optimize.ResourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with resources is told with the document and the field, and what was probably meant. */
class ResourceErrorsTest {
    private static final String VARIANT = "a.json: document 3: VariantAutoscaling team-a/chat: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "alpha: \"20.58\" | alpha: fast | modelProfile.accelerators[0].alpha \"fast\" is not a number such as"
                        + " 20.58",
                "alpha: \"20.58\" | alpha: \"1000001\" | modelProfile.accelerators[0].alpha \"1000001\" is above"
                        + " 1000000 (ms)",
                "maxBatchSize: 4 | maxBatchSize: 0 | modelProfile.accelerators[0].maxBatchSize 0 is below 1",
                "minReplicas: 1 | minReplicas: -1 | minReplicas -1 is below 0",
                "minReplicas: 1 | 'minReplicas: 2\n  maxReplicas: 1' | minReplicas 2 is above maxReplicas 1",
                "modelID: default/default | modelID: default/defaul | model default/defaul is in no service class of"
                        + " service-classes-config; did you mean default/default?",
                "acceleratorName: A100 | acceleratorName: A10 | accelerator A10 has no profile in"
                        + " modelProfile.accelerators (profiles: A100)",
                "A100, accCount | A10, accCount | accelerator A100 has no profile in modelProfile.accelerators"
                        + " (profiles: A10)",
                "acceleratorName: A100 | acceleratorName: G2 | accelerator G2 has no profile in"
                        + " modelProfile.accelerators (profiles: A100)",
                "'    load: {arrivalRate: \"40.00\", avgInputTokens: \"20.00\", avgOutputTokens: \"178.00\"}\n"
                        + "' | '' | its load is unknown: status.currentAlloc.load is empty; add a document"
                        + " \"kind: Loads\" with loads: [{variant: team-a/chat, arrivalRate: 60,"
                        + " avgInputTokens: 128, avgOutputTokens: 256}]",
            })
    void aMistakeInAVariantNamesIt(String text, String replacement, String error) {
        assertThat(Readings.faulty(ResourceText.with(text, replacement))).containsExactly(VARIANT + error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "maxBatchSize: 4 | maxBatchSize: many | document 3: spec.modelProfile.accelerators[0].maxBatchSize:"
                        + " \"many\" is not a whole number",
                "minReplicas: 1 | minReplica: 1 | document 3: spec.minReplica: unknown key; did you mean minReplicas?",
                "  name: chat | '' | document 3: metadata.name: is missing: text is needed; is \"namespace\" meant to"
                        + " be it?",
                "\"cost\": 23 | \"cost\": \"much\" | document 1: ConfigMap accelerator-unit-costs key G2: cost:"
                        + " \"much\" is not a number",
                "'''{\"device\": \"Intel-Gaudi-2-96GB\", \"cost\": 23}''' | {cost: 23} | document 1: data.G2: is not"
                        + " a string: values of a ConfigMap are strings, so put it in quotes",
                "arrivalRate: \"40.00\" | arrivalRate: \"-1\" | document 3: status.currentAlloc.load.arrivalRate:"
                        + " \"-1\" is not a number >= 0",
            })
    void aMistakeElsewhereNamesItsPath(String text, String replacement, String error) {
        assertThat(Readings.faulty(ResourceText.with(text, replacement))).containsExactly("a.json: " + error);
    }

    @Test
    void aBrokenClassIsAnErrorAndSoIsAModelThatHadItsTargetsThere() {
        assertThat(Readings.faulty(ResourceText.with("slo-tpot: 24", "slo-tpot: quick")))
                .containsExactly(
                        "a.json: document 2: ConfigMap service-classes-config key premium.yaml: data row 1"
                                + " (default/default): slo-tpot: \"quick\" is not a number",
                        VARIANT + "model default/default is in no service class of service-classes-config");
    }

    @Test
    void missingConfigMapsAreTold() {
        assertThat(Readings.faulty(ResourceText.VARIANT))
                .containsExactly(
                        "ConfigMap accelerator-unit-costs: is not among the resources; a sample is in"
                                + " deploy/samples/optimize.yaml",
                        "ConfigMap service-classes-config: is not among the resources; a sample is in"
                                + " deploy/samples/optimize.yaml");
    }

    @Test
    void severalConfigMapsOfOneNameAreToldWhereNoneIsTheControllers() {
        var elsewhere = ResourceText.COSTS.replace("workload-variant-autoscaler-system", "a");

        assertThat(Readings.faulty(
                        elsewhere,
                        elsewhere.replace("namespace: a", "namespace: b"),
                        ResourceText.CLASSES,
                        ResourceText.VARIANT))
                .first()
                .asString()
                .startsWith("ConfigMap accelerator-unit-costs: is there 2 times, in ")
                .contains("a.json: namespace a", "b.json: namespace b");
    }

    @Test
    void aTargetThatTheControllerRefusesIsRefused() {
        assertThat(Readings.faulty(ResourceText.with(
                        "spec:\n", "spec:\n  scaleTargetRef: {apiVersion: batch/v1, kind: Job, name: chat}\n")))
                .containsExactly(VARIANT + "scaleTargetRef batch/v1 Job is not supported: the target must be an apps/v1"
                        + " Deployment or StatefulSet, or of a kind that another API group defines with a scale");
    }

    @Test
    void aTargetThatAnOlderVariantHasIsRefused() {
        var second = ResourceText.VARIANT
                .replace("name: chat", "name: other")
                .replace("spec:\n", "spec:\n  scaleTargetRef: {name: chat}\n");

        assertThat(Readings.faulty(ResourceText.GOOD, second))
                .containsExactly("b.json: VariantAutoscaling team-a/other: Deployment chat is the target of"
                        + " VariantAutoscaling chat: a target can have only one variant");
    }

    @Test
    void nothingToPlanIsAnError() {
        assertThat(Readings.faulty(ResourceText.COSTS, ResourceText.CLASSES))
                .containsExactly("a.json, b.json: there is no VariantAutoscaling to plan");
    }

    @Test
    void theSameVariantTwiceIsAnError() {
        assertThat(Readings.faulty(ResourceText.GOOD, ResourceText.VARIANT))
                .containsExactly("b.json: VariantAutoscaling team-a/chat: is there twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "loads: [{variant: chta, arrivalRate: 1, avgOutputTokens: 1}] | loads[0].variant: there is no"
                        + " VariantAutoscaling \"chta\" (there are: chat)",
                "loads: [{variant: team-a/cha, arrivalRate: 1, avgOutputTokens: 1}] | loads[0].variant: there is no"
                        + " VariantAutoscaling \"team-a/cha\"; did you mean \"team-a/chat\"?",
                "loads: [{variant: chat, arrivalRate: 1, avgOutputTokens: 1}, {variant: team-a/chat, arrivalRate: 0}]"
                        + " | loads[1]: variant team-a/chat has a load already",
                "loads: [{variant: chat, arrivalRate: 1}] | loads[0].avgOutTokens: is missing: a number >= 0 is needed",
                "load: [] | loads: is missing: a list is needed, of variant, arrivalRate (requests a minute),"
                        + " avgInputTokens and avgOutputTokens",
                "loads: {variant: chat} | loads: is not a list",
            })
    void aMistakeInLoadsNamesItsPath(String loads, String error) {
        assertThat(Readings.faulty(ResourceText.and("kind: Loads\n" + loads + "\n")))
                .containsExactly("a.json: document 4: " + error);
    }

    @Test
    void aNameInSeveralNamespacesIsAmbiguous() {
        var other = ResourceText.VARIANT.replace("team-a", "team-b");

        assertThat(Readings.faulty(
                        ResourceText.GOOD,
                        other,
                        "kind: Loads\nloads: [{variant: chat, arrivalRate: 1, avgOutputTokens: 1}]\n"))
                .containsExactly("c.json: loads[0].variant: \"chat\" is in several namespaces; say which: [team-a/chat,"
                        + " team-b/chat]");
    }
}
