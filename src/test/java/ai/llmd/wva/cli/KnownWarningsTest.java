package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.VertxConfiguration;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.LogLines;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KnownWarningsTest {
    private final KnownWarnings filter = new KnownWarnings();

    /** Micrometer warns once in the life of a process, and tells all others at DEBUG. */
    @RegisterExtension
    private final LogLines lines = new LogLines(MeterRegistry.class.getName(), Level.DEBUG);

    private List<ILoggingEvent> told(String gauge) {
        return lines.events().stream()
                .filter(line -> line.getFormattedMessage().contains("already registered (MeterId{name='" + gauge + "'"))
                .toList();
    }

    /** Without the warning, the filter can go. */
    @Test
    void vertxRegistersAGaugeOfTheEventBusTwiceWhichNobodyNeedKnow() throws Exception {
        try (var telemetry = new Telemetry()) {
            var vertx = telemetry.vertx(VertxConfiguration.defaults());
            Futures.await(vertx.eventBus()
                    .<String>localConsumer("there", message -> message.reply("answer"))
                    .completion());
            Futures.await(vertx.eventBus().request("there", "question"));
            Futures.await(vertx.close());
        }

        assertThat(told("vertx.eventbus.pending"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(filter.decide(line)).isEqualTo(FilterReply.DENY));
    }

    @Test
    void aGaugeOfOursThatIsRegisteredTwiceIsTold() {
        var registry = new SimpleMeterRegistry();
        for (int i = 0; i < 2; i++) {
            Gauge.builder("wva.plan.cost", () -> 1).register(registry);
        }

        assertThat(told("wva.plan.cost"))
                .hasSize(1)
                .allSatisfy(line -> assertThat(filter.decide(line)).isEqualTo(FilterReply.NEUTRAL));
    }
}
