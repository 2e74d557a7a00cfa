package ai.llmd.wva.optimize.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.optimize.SystemText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with system data is told with its path, what was expected, and what was probably meant. */
class InfernoErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"alpha\": 20.58 | \"alpha\": \"abc\" | system.modelData.models[0].decodeParms.alpha: \"abc\" is"
                        + " not a number >= 0",
                "\"alpha\": 20.58 | \"alpha\": -1 | system.modelData.models[0].decodeParms.alpha: \"-1\" is not a"
                        + " number >= 0",
                "\"alpha\": 20.58 | \"alpha\": \"NaN\" | system.modelData.models[0].decodeParms.alpha: \"NaN\" is"
                        + " not a number >= 0",
                "\"alpha\": 20.58 | \"alpha\": 2e9 | system.modelData.models[0].decodeParms.alpha: \"2.0E9\" is not"
                        + " a number >= 0 and at most 1e6",
                "\"alpha\": 20.58 | \"alpha\": 1e307 | system.modelData.models[0].decodeParms.alpha: \"1.0E307\" is"
                        + " not a number >= 0 and at most 1e6",
                "\"gamma\": 164.64 | \"gamma\": 1000001 | system.modelData.models[0].prefillParms.gamma: \"1000001\""
                        + " is not a number >= 0 and at most 1e6",
                "\"alpha\": 20.58, \"beta\": 0.41 | \"alpha\": 1e-300, \"beta\": 0 |"
                        + " system.modelData.models[0].decodeParms: alpha and beta together are below 0.000001 (ms)",
                "\"maxBatchSize\": 32 | \"maxBatchSize\": 100001 | system.modelData.models[0].maxBatchSize:"
                        + " \"100001\" is not a whole number >= 1 and at most 1e5",
                "\"alpha\": 20.58 | \"alpha\": true | system.modelData.models[0].decodeParms.alpha: \"true\" is not"
                        + " a number >= 0",
                "\"alpha\": 20.58 | \"alpha\": [1] | system.modelData.models[0].decodeParms.alpha: \"[1]\" is not a"
                        + " number >= 0",
                "\"alpha\": 20.58, \"beta\": 0.41 | \"alpha\": 0, \"beta\": 0 |"
                        + " system.modelData.models[0].decodeParms: alpha and beta must not both be 0",
                "\"maxBatchSize\": 32 | \"maxBatchSize\": 3.5 | system.modelData.models[0].maxBatchSize: \"3.5\" is"
                        + " not a whole number >= 1",
                "\"maxBatchSize\": 32 | \"maxBatchSize\": 0 | system.modelData.models[0].maxBatchSize: \"0\" is not"
                        + " a whole number >= 1",
                "\"maxBatchSize\": 32, | '' | system.modelData.models[0].maxBatchSize: is missing: a whole number >="
                        + " 1 is needed",
                "\"maxBatchSize\": 32 | \"maxBatch\": 32 | system.modelData.models[0].maxBatchSize: is missing: a"
                        + " whole number >= 1 is needed; is \"maxBatch\" meant to be it?",
                "\"gamma\": 164.64, | '' | system.modelData.models[0].prefillParms.gamma: is missing: a number >= 0"
                        + " is needed",
                "\"acc\": \"2xG2\" | \"acc\": \"A100\" | system.modelData.models[1]: model \"granite\" on"
                        + " accelerator \"A100\" is there twice",
                "\"cost\": 40 | \"price\": 40 | system.acceleratorData.accelerators[0].cost: is missing: a number >="
                        + " 0 is needed",
                "\"multiplicity\": 2 | \"multiplicity\": 0 | system.acceleratorData.accelerators[1].multiplicity:"
                        + " \"0\" is not a whole number >= 1",
                "\"multiplicity\": 2 | \"multiplicty\": 2 | system.acceleratorData.accelerators[1].multiplicty:"
                        + " unknown key; did you mean multiplicity?",
                "\"count\": 16 | \"count\": -16 | system.capacityData.count[0].count: \"-16\" is not a whole number"
                        + " >= 0",
                "\"type\": \"nvidia-a100\", \"count\" | \"type\": \"intel-g2\", \"count\" |"
                        + " system.capacityData.count[1]: the type \"intel-g2\" is there twice",
                "\"slo-itl\": 40 | \"slo-itl\": \"fast\" |"
                        + " system.serviceClassData.serviceClasses[0].modelTargets[0].slo-itl: \"fast\" is not a"
                        + " number >= 0",
                "\"priority\": 1, | \"priority\": 1, \"percentile\": 99.9, |"
                        + " system.serviceClassData.serviceClasses[0].percentile: is more than 99",
                "\"priority\": 1, | \"priority\": 1, \"percentile\": 49, |"
                        + " system.serviceClassData.serviceClasses[0].percentile: \"49\" is not a number >= 50",
                "\"slo-itl\": 40 | \"slo-it\": 40 |"
                        + " system.serviceClassData.serviceClasses[0].modelTargets[0].slo-it: unknown key; did you"
                        + " mean slo-itl?",
                "\"class\": \"Premium\" | \"class\": \"Premum\" | system.serverData.servers[0].class: there is no"
                        + " service class \"Premum\"; did you mean \"Premium\"?",
                "\"class\": \"Premium\" | \"class\": \"Gold\" | system.serverData.servers[0].class: there is no"
                        + " service class \"Gold\" (there are: Free, Premium)",
                "\"name\": \"chat\" | \"name\": \"batch\" | system.serverData.servers[1]: server \"batch\" is there"
                        + " twice",
                "\"name\": \"chat\" | \"name\": \" \" | system.serverData.servers[0].name: is missing: text is needed",
                "\"accelerator\": \"A100\" | \"accelerator\": \"H100\" |"
                        + " system.serverData.servers[0].currentAlloc.accelerator: there is no accelerator \"H100\";"
                        + " did you mean \"A100\"?",
                "\"arrivalRate\": 60 | \"arrivalRate\": -60 |"
                        + " system.serverData.servers[0].currentAlloc.load.arrivalRate: \"-60\" is not a number >= 0",
                "\"arrivalRate\": 60, | '' | system.serverData.servers[0].currentAlloc.load.arrivalRate: is missing:"
                        + " a number >= 0 is needed",
                ", \"avgOutTokens\": 1024 | '' | system.serverData.servers[0].currentAlloc.load.avgOutTokens: is"
                        + " missing: a number >= 0 is needed",
                "\"keepAccelerator\": true | \"keepAccelerator\": \"perhaps\" |"
                        + " system.serverData.servers[1].keepAccelerator: \"perhaps\" is neither true nor false",
                "\"unlimited\": false | \"unlimited\": 1 | system.optimizerData.optimizer.unlimited: \"1\" is"
                        + " neither true nor false",
                "RoundRobin | Robin | system.optimizerData.optimizer.saturationPolicy: \"Robin\" is not one of None,"
                        + " PriorityExhaustive, PriorityRoundRobin, RoundRobin",
            })
    void oneMistakeIsOneError(String text, String replacement, String error) {
        assertThat(Readings.faulty(SystemText.with(text, replacement))).containsExactly("a.json: " + error);
    }

    @Test
    void whatTwoReadersWouldReadInTwoWaysIsRefused() {
        assertThat(Readings.faulty(SystemText.with("\"cost\": 40", "\"cost\": 40, \"Cost\": 4")))
                .containsExactly("a.json: system.acceleratorData.accelerators[0]: has both cost and Cost, which are the"
                        + " same key");
        assertThat(Readings.faulty(SystemText.with("\"cost\": 40", "\"cost\": 1e400")))
                .containsExactly(
                        "a.json: system.acceleratorData.accelerators[0].cost: more than 1.8e308 is not a number"
                                + " >= 0 and at most 1e9");
        assertThat(Readings.faulty(SystemText.with("\"name\": \"chat\"", "\"name\": \"ch\\u001bat\"")))
                .containsExactly("a.json: system.serverData.servers[0].name: contains a control character");
    }

    @Test
    void anAcceleratorThatNobodyPricedIsUnknown() {
        assertThat(Readings.faulty(SystemText.with("\"acc\": \"A100\"", "\"acc\": \"A10\"")))
                .contains("a.json: system.modelData.models[0].acc: there is no accelerator \"A10\"; did you mean"
                        + " \"A100\"?");
    }

    @Test
    void classesDifferByMoreThanTheirCase() {
        assertThat(Readings.faulty(
                        SystemText.with("{\"name\": \"Free\"", "{\"name\": \"PREMIUM\"}, {\"name\": \"Free\"")))
                .containsExactly("a.json: system.serviceClassData.serviceClasses[1]: service class \"PREMIUM\" is there"
                        + " twice");
    }

    @Test
    void aModelThatNobodyProfiledIsUnknown() {
        var errors = Readings.faulty(SystemText.edited(text -> text.replace(
                "\"class\": \"Premium\", \"model\": \"granite\"", "\"class\": \"Premium\", \"model\": \"granit\"")));

        assertThat(errors)
                .containsExactly(
                        "a.json: system.serverData.servers[0].model: there is no model \"granit\"; did you mean"
                                + " \"granite\"?");
    }

    @Test
    void aClassWithoutTargetsOfTheModelIsAnError() {
        var errors = Readings.faulty(
                SystemText.with("{\"model\": \"granite\", \"slo-itl\": 40", "{\"model\": \"llama\", \"slo-itl\": 40"));

        assertThat(errors)
                .containsExactly(
                        "a.json: system.serverData.servers[0]: service class \"Premium\" has no modelTargets of"
                                + " model \"granite\"");
    }

    @Test
    void allErrorsAreToldAtOnce() {
        var errors = Readings.faulty(SystemText.edited(text -> text.replace("\"cost\": 40", "\"cost\": \"x\"")
                .replace("\"beta\": 0.34", "\"beta\": -1")
                .replace("\"count\": 32", "\"count\": 1.5")
                .replace("\"priority\": 3", "\"priority\": \"low\"")
                .replace("\"arrivalRate\": 240", "\"arrivalRate\": null")));

        assertThat(errors).hasSize(5).allSatisfy(error -> assertThat(error).startsWith("a.json: system."));
    }

    @Test
    void aMissingSectionSaysWhatIsNeededAndWhatMayBeIt() {
        assertThat(Readings.faulty(SystemText.with("\"serverData\"", "\"serversData\"")))
                .singleElement()
                .asString()
                .startsWith("a.json: ")
                .contains("there are no servers", "serverData.servers", "is \"serversData\" meant to be it?");
        assertThat(Readings.faulty("{\"servers\": []}", "{\"models\": []}")).hasSize(4);
    }

    @Test
    void aSectionThatIsNoListIsAnError() {
        assertThat(Readings.faulty(
                        "{\"accelerators\": {}, \"models\": 5, \"serviceClasses\": [1], \"servers\": \"x\"}"))
                .contains(
                        "a.json: accelerators: is not a list",
                        "a.json: models: is not a list",
                        "a.json: serviceClasses[0]: is not an object with keys and values",
                        "a.json: servers: is not a list");
    }

    @Test
    void theSamePieceTwiceIsAnError() {
        assertThat(Readings.faulty(SystemText.GOOD, "{\"accelerators\": [{\"name\": \"A100\", \"cost\": 1}]}"))
                .containsExactly("b.json: accelerators[0]: accelerator \"A100\" is there twice");
    }
}
