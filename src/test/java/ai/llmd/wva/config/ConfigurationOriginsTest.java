package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigurationOrigins.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationOriginsTest {
    @TempDir
    Path folder;

    private Path file(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json);
    }

    private static List<Entry> entries(Map<String, String> environment, Path... files) throws IOException {
        var read = (ConfigurationReader.Ok) ConfigurationReader.read(List.of(files));
        return ConfigurationOrigins.of(List.of(files), read.configuration(), environment);
    }

    private static Entry entry(String key, Map<String, String> environment, Path... files) throws IOException {
        return entries(environment, files).stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyKeyIsThereOnce() throws IOException {
        var all = ConfigurationReader.knownPaths();
        var sections = all.stream()
                .filter(key -> all.stream().anyMatch(other -> other.startsWith(key + ".")))
                .toList();

        assertThat(entries(Map.of(), file("empty.json", "{}")).stream().map(Entry::key))
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().filter(key -> !sections.contains(key)).toList());
    }

    @Test
    void whatNobodyGaveIsTheDefault() throws IOException {
        assertThat(entry("https.port", Map.of(), file("empty.json", "{}")))
                .isEqualTo(new Entry("https.port", "8443", "default"));
        assertThat(entry("settings.holdLimit", Map.of(), file("empty.json", "{}")))
                .isEqualTo(new Entry("settings.holdLimit", "\"\"", "default"));
    }

    @Test
    void theLastFileThatHasAKeyIsItsOrigin() throws IOException {
        var first = file("first.json", "{\"https\": {\"port\": 1443, \"instances\": 2}}");
        var second = file("second.json", "{\"https\": {\"port\": 2443}}");

        assertThat(entry("https.port", Map.of(), first, second))
                .isEqualTo(new Entry("https.port", "2443", second.toString()));
        assertThat(entry("https.instances", Map.of(), first, second).origin()).isEqualTo(first.toString());
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() throws IOException {
        var file = file("wva.json", "{\"settings\": {\"interval\": \"30s\", \"logLevel\": \"warn\"}}");
        var environment = Map.of("GLOBAL_OPT_INTERVAL", "15s", "LOG_LEVEL", " ");

        assertThat(entry("settings.interval", environment, file))
                .isEqualTo(new Entry("settings.interval", "15s", "environment variable GLOBAL_OPT_INTERVAL"));
        assertThat(entry("settings.logLevel", environment, file))
                .isEqualTo(new Entry("settings.logLevel", "warn", file.toString()));
    }

    @Test
    void aVariableThatIsPassedOverIsNoOrigin() throws IOException {
        var file = file("wva.json", "{\"settings\": {\"interval\": \"30s\"}}");

        assertThat(entry("settings.interval", Map.of("GLOBAL_OPT_INTERVAL", "soon"), file))
                .isEqualTo(new Entry("settings.interval", "30s", file.toString()));
        assertThat(entry("settings.prometheus.clientKeyPath", Map.of("PROMETHEUS_CLIENT_KEY_PATH", "/key"), file))
                .as("half of a pair")
                .isEqualTo(new Entry("settings.prometheus.clientKeyPath", "\"\"", "default"));
    }

    @Test
    void aModeThatCannotBeReadIsAdvisory() throws IOException {
        assertThat(entry("settings.mode", Map.of("WVA_MODE", "maybe"), file("empty.json", "{}")))
                .isEqualTo(new Entry("settings.mode", "advisory", "environment variable WVA_MODE cannot be read"));
    }

    @Test
    void thePodsNamespaceAndExternalMetricsComeFromTheEnvironmentToo() throws IOException {
        var file = file("empty.json", "{}");
        var environment = Map.of("POD_NAMESPACE", "wva", "WVA_EXTERNAL_METRICS", "true");

        assertThat(entry("controller.namespace", environment, file))
                .isEqualTo(new Entry("controller.namespace", "wva", "environment variable POD_NAMESPACE"));
        assertThat(entry("externalMetrics.enabled", environment, file))
                .isEqualTo(new Entry("externalMetrics.enabled", "true", "environment variable WVA_EXTERNAL_METRICS"));
        assertThat(entry("controller.namespace", Map.of(), file).value())
                .isEqualTo(ControllerConfiguration.DEFAULT_NAMESPACE);
    }

    @Test
    void secretsAreHiddenWhereverTheyComeFrom() throws IOException {
        var file = file("wva.json", """
            {
              "collector": {"headers": {"X-Scope-OrgID": "hush"}},
              "settings": {"prometheus": {"baseUrl": "https://p:9090/?token=hush", "bearerToken": "hush"}}
            }
            """);

        assertThat(Stream.concat(
                                entries(Map.of(), file).stream(),
                                entries(Map.of("PROMETHEUS_BEARER_TOKEN", "hush"), file).stream())
                        .map(Entry::value))
                .contains("{\"X-Scope-OrgID\":\"***\"}", "***", "https://p:9090/?...")
                .noneMatch(value -> value.contains("hush"));
    }
}
