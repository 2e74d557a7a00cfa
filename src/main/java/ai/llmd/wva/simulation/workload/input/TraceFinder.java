package ai.llmd.wva.simulation.workload.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the traces of workloads are.
 *
 * @param given the file that is read instead of the one that a workload names
 * @param folder of the workload file; empty for one that comes with the program
 */
record TraceFinder(Optional<Path> given, Optional<Path> folder) {
    /** The file: as given, else beside the workload file, else from where the program was started. */
    Path find(String named) {
        return given.orElseGet(() -> folder.map(beside -> beside.resolve(named))
                .filter(Files::exists)
                .orElseGet(() -> Path.of(named)));
    }
}
