package ai.llmd.wva.cli;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controller's configuration file, as a command is given it. */
final class ConfigurationFile {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFile.class);

    private ConfigurationFile() {}

    /**
     * What it says, or the defaults where there is none. Several are read as one.
     *
     * @throws UsageException with everything that is wrong
     */
    static Configuration read(List<Path> files) {
        if (files.isEmpty()) {
            return Configuration.defaults();
        }
        var name =
                files.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining(", "));
        var result = ConfigurationReader.read(files);
        if (result instanceof ConfigurationReader.Faulty faulty) {
            throw new UsageException(faulty.problems().stream()
                    .map(problem -> (namesAFile(problem, files) ? "" : name + ": ") + ProblemText.full(problem))
                    .toList());
        }
        var read = (ConfigurationReader.Ok) result;
        read.notes().forEach(note -> LOG.warn("{}: {}", name, ProblemText.full(note)));
        return read.configuration();
    }

    /** One that cannot be read is named by the problem itself. */
    private static boolean namesAFile(Problem problem, List<Path> files) {
        return problem.subject() instanceof Subject.Place place
                && files.stream().anyMatch(file -> file.toString().equals(place.path()));
    }
}
