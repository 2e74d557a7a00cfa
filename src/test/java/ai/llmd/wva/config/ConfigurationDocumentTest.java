package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds {@code docs/configuration.md} to what the readers accept and to the defaults. */
class ConfigurationDocumentTest {
    @Test
    void namesEveryKeyOfTheFileWithItsDefaultAndNoOther() throws IOException {
        var documented = new TreeMap<String, String>();
        for (var row : rows()) {
            if (row.get(0).matches("`[a-z][A-Za-z.]*`")
                    && row.size() == 4
                    && row.get(2).startsWith("`")) {
                documented.put(row.get(0).replace("`", ""), row.get(2).replace("`", ""));
            }
        }
        assertThat(documented).isEqualTo(leaves());
    }

    @Test
    void namesEverySettingOfEnvironmentAndConfigMap() throws IOException {
        var firstCells = rows().stream().map(row -> row.get(0)).toList();
        assertThat(Setting.ALL)
                .allSatisfy(setting -> assertThat(rows())
                        .anyMatch(row -> row.get(0).equals("`" + setting.name() + "`")
                                && row.get(2).equals("`" + setting.key() + "`")));
        assertThat(Setting.ALL).allSatisfy(setting -> assertThat(firstCells).contains("`" + setting.name() + "`"));
        assertThat(firstCells).contains("`" + Environment.POD_NAMESPACE + "`", "`" + Environment.POD_NAME + "`");
    }

    @Test
    void namesTheConfigMapsAndTheirKeys() throws IOException {
        assertThat(document())
                .contains(ConfigMapNames.ALL)
                .contains("`device`", "`cost`", "`name`", "`priority`", "`data`", "`model`")
                .contains("`slo-tpot`", "`slo-itl`", "`slo-ttft`", "`slo-ttw`", "`slo-tps`");
    }

    /** The paths that the reader asks for, sections left out, with the value in the shipped file. */
    private static Map<String, String> leaves() throws IOException {
        var file = JsonMapper.shared().readTree(Files.readString(Path.of("conf/wva.json")));
        var leaves = new TreeMap<String, String>();
        for (var path : ConfigurationReader.knownPaths()) {
            JsonNode node = file.at("/" + path.replace('.', '/'));
            if (!node.isObject() || node.isEmpty()) {
                leaves.put(path, node.toString());
            }
        }
        return leaves;
    }

    private static List<List<String>> rows() throws IOException {
        var rows = new ArrayList<List<String>>();
        document()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line ->
                        rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| "))));
        return rows;
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/configuration.md"));
    }
}
