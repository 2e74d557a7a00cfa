package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookConfigurationTest {
    private final Problems problems = new Problems();
    private final FileKeys keys = new FileKeys();

    private WebhookConfiguration read(String json) throws ConfigurationReader.SyntaxException {
        var file = new Section(new Tree("", ConfigurationReader.parse(json), problems), keys);
        var read = WebhookConfiguration.read(file.section("webhook"));
        keys.tellUnknown(problems);
        return read;
    }

    @Test
    void aFileWithoutTheSectionHasTheDefaults() throws Exception {
        assertThat(read("{}")).isEqualTo(WebhookConfiguration.defaults());
        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void whatTheFileSaysIsRead() throws Exception {
        assertThat(read("{\"webhook\": {\"url\": \"https://example.com\", \"timeout\": \"2s\"}}"))
                .isEqualTo(new WebhookConfiguration(Optional.of("https://example.com"), Duration.ofSeconds(2)));
        assertThat(problems.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        {"timeout": "2h"};     webhook.timeout: "2h" is
        {"timeout": 2};        webhook.timeout: the number 2 where a duration in quotes such as "60s" is expected
        {"url": "ftp://x"};    webhook.url: must begin with https://
        {"timout": "2s"};      webhook.timout: unknown key; did you mean webhook.timeout?
        """)
    void whatIsWrongIsToldByItsPathAndTheDefaultTaken(String section, String error) throws Exception {
        assertThat(read("{\"webhook\": " + section + "}").timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(Words.of(problems.errors())).singleElement().asString().startsWith(error);
    }
}
