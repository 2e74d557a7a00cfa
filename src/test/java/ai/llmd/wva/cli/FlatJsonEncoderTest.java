package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigurationOrigins;
import ai.llmd.wva.fixture.LogLines;
import ch.qos.logback.classic.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlatJsonEncoderTest {
    private static final Logger LOG = LoggerFactory.getLogger("ai.llmd.wva.cli.flat");

    @RegisterExtension
    private final LogLines lines = new LogLines(LOG.getName(), Level.INFO);

    private JsonNode encoded() {
        var text = new String(new FlatJsonEncoder().encode(lines.events().get(0)), StandardCharsets.UTF_8);
        assertThat(text).endsWith("}\n").doesNotContain("\n{");
        var line = JsonMapper.shared().readTree(text);
        assertThat(line.values()).allMatch(JsonNode::isValueNode);
        return line;
    }

    @Test
    void aLineHasItsKeysBesideTheUsualOnesAndAnIsoTimestamp() {
        LOG.atInfo().addKeyValue("cycle", 7).addKeyValue("variant", "llm/chat").log("planned \"{}\"", "it");

        var line = encoded();
        assertThat(line.propertyNames())
                .containsExactly("timestamp", "level", "logger", "thread", "message", "cycle", "variant");
        assertThat(line.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.get("message").asString()).isEqualTo("planned \"it\"");
        assertThat(line.get("cycle").isIntegralNumber()).isTrue();
    }

    @Test
    void anExceptionIsErrorAndStack() {
        LOG.atWarn()
                .setCause(new IllegalStateException("late", new RuntimeException("root")))
                .log("failed");

        assertThat(encoded().get("error").asString()).isEqualTo("java.lang.IllegalStateException: late");
        assertThat(encoded().get("stack").asString()).contains("Caused by: java.lang.RuntimeException: root");
    }

    @Test
    void whatALineSaysOfItsErrorCountsAndNoKeyHidesAUsualOne() {
        LOG.atWarn()
                .setCause(new IllegalStateException("late"))
                .addKeyValue("error", "no answer")
                .addKeyValue("level", "deep")
                .log("failed");

        assertThat(encoded().get("error").asString()).isEqualTo("no answer");
        assertThat(encoded().get("level").asString()).isEqualTo("WARN");
        assertThat(encoded().get("level_").asString()).isEqualTo("deep");
    }

    @Test
    void theFirstLineTellsVersionJavaSettingsAndWhatIsNotAtItsDefault() {
        StartLine.log(
                LOG,
                List.of(
                        new ConfigurationOrigins.Entry("settings.interval", "60s", ConfigurationOrigins.DEFAULT),
                        new ConfigurationOrigins.Entry("settings.mode", "advisory", "WVA_MODE"),
                        new ConfigurationOrigins.Entry("https.port", "8443", ConfigurationOrigins.DEFAULT),
                        new ConfigurationOrigins.Entry("journal.path", "-", "wva.json")));

        assertThat(encoded().propertyNames()).contains("version", "java").doesNotContain("https.port");
        Map.of(
                        "settings.interval",
                        "60s (default)",
                        "settings.mode",
                        "advisory (WVA_MODE)",
                        "journal.path",
                        "- (wva.json)")
                .forEach((key, value) ->
                        assertThat(encoded().get(key).asString()).isEqualTo(value));
    }
}
