package ai.llmd.wva.planning.solver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Data that lies beside the project. Tests that need it are skipped where it is not. */
final class SharedData {
    private static final Path ROOT = Path.of("../shared/data");

    private SharedData() {}

    static JsonNode json(String file) {
        var path = ROOT.resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        return JsonMapper.shared().readTree(path);
    }
}
