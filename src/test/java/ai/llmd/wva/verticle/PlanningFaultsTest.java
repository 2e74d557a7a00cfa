package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.policy.PlanningFailure;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PlanningFaultsTest {
    private static final VariantId A = new VariantId("team", "a");
    private static final VariantId B = new VariantId("team", "b");

    private final Logger logger = (Logger) LoggerFactory.getLogger(PlanningFaults.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PlanningFaults faults = new PlanningFaults(registry);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private static RuntimeException divided(int by) {
        try {
            throw new IllegalStateException("divided " + 1 / by);
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void theSameFaultIsLoggedOnceHoweverManyVariantsAndCyclesItStrikes() {
        for (int cycle = 1; cycle <= 3; cycle++) {
            faults.report(
                    cycle, List.of(new PlanningFailure(A, divided(cycle)), new PlanningFailure(B, divided(cycle))));
        }

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getThrowableProxy().getStackTraceElementProxyArray())
                    .isNotEmpty();
            assertThat(line.getFormattedMessage()).startsWith("planning failed");
            assertThat(line.getKeyValuePairs()).extracting(Object::toString).contains("variant=\"team/a\"");
        });
    }

    @Test
    void anotherExceptionFromTheSamePlaceIsAnotherFault() {
        faults.report(1, List.of(new PlanningFailure(A, divided(1)), new PlanningFailure(A, divided(0))));

        assertThat(lines.list).hasSize(2);
    }

    @Test
    void theSameExceptionFromAnotherPlaceIsAnotherFault() {
        faults.report(1, List.of(new PlanningFailure(A, divided(1))));
        faults.report(2, List.of(new PlanningFailure(A, new IllegalStateException("divided 1"))));

        assertThat(lines.list).hasSize(2);
    }

    @Test
    void everyDecisionThatWasNotMadeIsCounted() {
        assertThat(registry.scrape()).contains("wva_planning_failures_total 0");

        faults.report(1, List.of(new PlanningFailure(List.of(A, B), divided(1))));
        faults.report(2, List.of(new PlanningFailure(A, divided(1))));

        assertThat(registry.scrape()).contains("wva_planning_failures_total 3");
    }
}
