package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The profiles of the samples are near the published measurements that they name. */
class SampleProfilesTest {
    private static final double PROMPT_TOKENS = 1_024;
    private static final double ANSWER_TOKENS = 512;

    /** Clients and ITL in ms: the clean rows of 1024x512 in curve-qwen-real.csv. */
    private static final Map<Integer, Double> QWEN_ITL =
            Map.of(8, 11.90, 16, 12.54, 32, 15.02, 48, 17.27, 64, 19.27, 96, 25.58, 128, 30.59);

    /** Clients and TTFT in ms while all prompts still fit in one step: rows of 1024x2048. */
    private static final Map<Integer, Double> QWEN_TTFT = Map.of(4, 123.3, 8, 251.4);

    @Test
    void everyProfileIsComplete() {
        var files = Manifest.yamlFiles().stream()
                .filter(file -> file.getParent().endsWith("profiles"))
                .toList();

        assertThat(files).isNotEmpty().allSatisfy(file -> {
            var profile = profile(file.getFileName().toString());
            assertThat(profile.at("/acc").asString()).isNotEmpty();
            assertThat(profile.at("/accCount").asInt()).isPositive();
            assertThat(profile.at("/maxBatchSize").asInt()).isPositive();
            for (var name :
                    List.of("decodeParms/alpha", "decodeParms/beta", "prefillParms/gamma", "prefillParms/delta")) {
                assertThat(profile.at("/perfParms/" + name).asString()).matches("\\d+(\\.\\d+)?");
            }
        });
    }

    @Test
    void qwenOnAnH100IsAsFastAsItWasMeasured() {
        var profile = profile("qwen2.5-14b-instruct-h100.yaml");
        var alpha = decimal(profile, "decodeParms/alpha");
        var beta = decimal(profile, "decodeParms/beta");
        var gamma = decimal(profile, "prefillParms/gamma");
        var delta = decimal(profile, "prefillParms/delta");

        QWEN_ITL.forEach((requests, millis) -> assertThat(
                        (alpha + (beta + delta * PROMPT_TOKENS / ANSWER_TOKENS) * requests) / millis)
                .as("ITL of %d requests", requests)
                .isCloseTo(1, within(0.041)));
        QWEN_TTFT.forEach((requests, millis) -> assertThat((gamma + delta * PROMPT_TOKENS * requests) / millis)
                .as("TTFT of %d requests", requests)
                .isCloseTo(1, within(0.034)));
    }

    private static JsonNode profile(String file) {
        return Manifest.only("samples/profiles/" + file).at("/modelProfile/accelerators/0");
    }

    private static double decimal(JsonNode profile, String name) {
        return Double.parseDouble(profile.at("/perfParms/" + name).asString());
    }
}
