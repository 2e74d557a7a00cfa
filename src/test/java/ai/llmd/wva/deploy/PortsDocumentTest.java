package ai.llmd.wva.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.Configurations;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of ports in docs/install.md and what listens, is opened and leads there. */
class PortsDocumentTest {
    private static final String PREFIX = "workload-variant-autoscaler-";
    private static final int COLUMNS = 7;

    private final SortedMap<Integer, List<String>> rows = new TreeMap<>();

    @BeforeEach
    void read() throws IOException {
        var page = Files.readString(Manifest.DEPLOY.resolveSibling("docs").resolve("install.md"));
        page.substring(page.indexOf("\n## Ports"), page.indexOf("\n## Permissions"))
                .lines()
                .filter(line -> line.matches("\\| \\d+ \\| .*"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .forEach(cells -> rows.put(Integer.valueOf(cells.get(0)), cells));
    }

    @Test
    void thePortsAreThoseThatListenByDefaultAndEachRowIsWhole() {
        var configuration = Configurations.of("{}");

        assertThat(rows).containsOnlyKeys(ports(configuration).keySet());
        assertThat(rows.values())
                .allSatisfy(cells -> assertThat(cells).hasSize(COLUMNS).doesNotContain(""));
        ports(configuration)
                .forEach((port, key) -> assertThat(rows.get(port).get(5)).contains("`" + key + "`"));
    }

    private static Map<Integer, String> ports(Configuration configuration) {
        return Map.of(
                configuration.https().port(), "https.port",
                configuration.probes().port(), "probes.port",
                configuration.externalMetrics().port(), "externalMetrics.port",
                configuration.keda().port(), "keda.port",
                configuration.page().port(), "page.port");
    }

    @Test
    void eachIsOpenedByThePolicyThatTheTableNamesAndNoOtherIs() {
        var opened = new TreeMap<Integer, String>();
        Manifest.all().stream()
                .filter(manifest -> manifest.kind().equals("NetworkPolicy")
                        && manifest.name().startsWith(PREFIX))
                .forEach(policy -> policy.at("/spec/ingress")
                        .valueStream()
                        .flatMap(rule -> rule.path("ports").valueStream())
                        .forEach(port -> opened.put(
                                port.path("port").asInt(), policy.name().substring(PREFIX.length()))));

        rows.forEach((port, cells) -> assertThat(cells.get(6))
                .as("port %d", port)
                .startsWith(opened.containsKey(port) ? "`" + opened.get(port) + "`: " : "none: "));
        assertThat(rows).containsKeys(opened.keySet().toArray(Integer[]::new));
    }
}
