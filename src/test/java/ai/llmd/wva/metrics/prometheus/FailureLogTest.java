package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(PrometheusMetricsSource.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final FailureLog log = new FailureLog();

    @BeforeEach
    void listen() {
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(events);
    }

    private List<String> lines() {
        return events.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void aFailureIsOneLineForEachChangeAndNotForEachCycle() {
        log.succeeded();
        log.failed("refused", 3);
        log.failed("refused", 3);
        log.failed("timed out", 3);
        log.succeeded();
        log.succeeded();
        log.failed("refused", 3);

        assertThat(lines())
                .containsExactly("WARN refused", "WARN timed out", "INFO Prometheus answers again", "WARN refused");
    }

    @Test
    void aFaultOfOursIsToldEachTime() {
        log.failed(new IllegalStateException("why"));

        assertThat(lines()).containsExactly("ERROR a measurement failed unexpectedly");
    }
}
