package ai.llmd.wva.metrics.prometheus;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that Prometheus does not answer, once for each change and not with every measure. */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusMetricsSource.class);

    private String told = "";

    /** A measure failed for some variants. */
    synchronized void failed(String message, int variants) {
        var event = message.equals(told) ? LOG.atDebug() : LOG.atWarn();
        event.addKeyValue("variants", variants).log(message);
        told = message;
    }

    /** A measure failed in a way that is a fault of ours. */
    void failed(Throwable fault) {
        LOG.atError().setCause(fault).log("a measurement failed unexpectedly");
    }

    /** A measure succeeded for all variants. */
    synchronized void succeeded() {
        if (!told.isEmpty()) {
            LOG.info("Prometheus answers again");
            told = "";
        }
    }
}
