package ai.llmd.wva.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps out of the log what is known to be no fault: Vert.x registers the gauges of its own meters anew whenever it
 * counts into them (vert-x3/vertx-micrometer-metrics issue 259), and Micrometer warns of the first time. The numbers are
 * right. Of gauges with other names, it is told as ever.
 */
public final class KnownWarnings extends Filter<ILoggingEvent> {
    private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";
    private static final String AGAIN = "This Gauge has been already registered (MeterId{name='vertx.";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().equals(REGISTRY)
                        && event.getFormattedMessage().startsWith(AGAIN)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
