package ai.llmd.wva.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Sets how much this project's own loggers say, while they run. */
final class LogLevel {
    private static final String OURS = "ai.llmd.wva";

    private LogLevel() {}

    /** An unknown level leaves the last one in force. */
    static void set(String level) {
        if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
            logger.setLevel(Level.toLevel(level, logger.getLevel()));
        }
    }
}
