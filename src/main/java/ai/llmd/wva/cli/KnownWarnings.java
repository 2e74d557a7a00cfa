package ai.llmd.wva.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps a known and harmless warning out of the log: Vert.x registers the gauges of its own meters again whenever it
 * counts into them (vert-x3/vertx-micrometer-metrics issue 259), and Micrometer warns the first time. The numbers are
 * right. Warnings about other gauges are logged as usual.
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
