package ai.llmd.wva.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log out of what a command prints: errors only, and not those of event loops that end while they are still
 * told things.
 */
final class QuietLog {
    private static final String ENDED_LOOPS = "io.netty.util.concurrent.DefaultPromise.rejectedExecution";

    private QuietLog() {}

    static void quiet() {
        LogLevel.set("error");
        set(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.ERROR);
        set(ENDED_LOOPS, Level.OFF);
    }

    /** For the end of a command: libraries complain where a part ends before another that still speaks to it. */
    static void silence() {
        List.of("io.vertx", "io.netty", "io.fabric8").forEach(name -> set(name, Level.OFF));
    }

    private static void set(String name, Level level) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            logger.setLevel(level);
        }
    }
}
