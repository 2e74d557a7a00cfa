package ai.llmd.wva.cli;

import ai.llmd.wva.config.ConfigurationOrigins;
import ai.llmd.wva.config.ProgramVersion;
import java.util.List;
import org.slf4j.Logger;

/**
 * The first line of a controller's log: what runs, and how it was told to. Every setting is on it, and of the other
 * keys those that are not at their default, each with where it comes from.
 */
final class StartLine {
    private static final String SETTINGS = "settings.";

    private StartLine() {}

    static void log(Logger log, List<ConfigurationOrigins.Entry> entries) {
        var line = log.atInfo()
                .addKeyValue("version", ProgramVersion.get())
                .addKeyValue("java", Runtime.version().toString());
        for (var entry : entries) {
            if (entry.key().startsWith(SETTINGS) || !entry.origin().equals(ConfigurationOrigins.DEFAULT)) {
                line = line.addKeyValue(entry.key(), entry.value() + " (" + entry.origin() + ")");
            }
        }
        line.log("starting");
    }
}
