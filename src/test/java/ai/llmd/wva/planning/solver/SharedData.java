package ai.llmd.wva.planning.solver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Data that lies beside the project. Tests that need it are skipped where it is not. */
public final class SharedData {
    private static final Path ROOT = Path.of("../shared/data");

    private SharedData() {}

    static JsonNode json(String file) {
        return JsonMapper.shared().readTree(path(file));
    }

    /** A file or a folder; where it is not there, the test that asks for it is skipped. */
    public static Path path(String file) {
        var path = ROOT.resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        return path;
    }
}
