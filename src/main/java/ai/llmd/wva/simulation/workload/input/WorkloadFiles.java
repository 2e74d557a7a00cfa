package ai.llmd.wva.simulation.workload.input;

import ai.llmd.wva.config.Problems;
import ai.llmd.wva.config.Spelling;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds workloads: shapes that come with the program, or are drawn, by their name, others by their path.
 *
 * @param trace the file to read instead of the trace that a workload names
 */
public record WorkloadFiles(Optional<Path> trace) {
    /** Reads a workload; one that cannot be read is faulty too. */
    public WorkloadReader.Result read(String nameOrPath) {
        var packaged = PackagedShapes.text(nameOrPath).or(() -> GeneratedShapes.text(nameOrPath));
        return packaged.isPresent()
                ? WorkloadReader.read(
                        nameOrPath + ".yaml", nameOrPath, packaged.get(), new TraceFinder(trace, Optional.empty()))
                : file(nameOrPath);
    }

    private WorkloadReader.Result file(String given) {
        try {
            var file = Path.of(given);
            var base =
                    Optional.ofNullable(file.getFileName()).map(Path::toString).orElse(given);
            return WorkloadReader.read(
                    given,
                    base.replaceFirst("[.][A-Za-z]+$", ""),
                    Files.readString(file),
                    new TraceFinder(
                            trace, Optional.ofNullable(file.toAbsolutePath().getParent())));
        } catch (InvalidPathException e) {
            return faulty(given, "is not a path: " + e.getReason());
        } catch (NoSuchFileException e) {
            return given.matches("[\\w-]+")
                    ? faulty("", Spelling.unknown("shape", given, PackagedShapes.names()))
                    : faulty(given, "there is no such file");
        } catch (CharacterCodingException e) {
            return faulty(given, "is not UTF-8 text");
        } catch (IOException e) {
            return faulty(given, "cannot be read: " + e.getMessage());
        }
    }

    private static WorkloadReader.Result faulty(String place, String message) {
        var problems = new Problems();
        problems.error(place, message);
        return new WorkloadReader.Faulty(problems.errors());
    }
}
