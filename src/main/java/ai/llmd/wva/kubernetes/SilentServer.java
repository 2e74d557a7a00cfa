package ai.llmd.wva.kubernetes;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that the API server does not answer at all: once for whatever is watched, at first and then at growing
 * distances, since informers try again for ever.
 */
final class SilentServer {
    private static final Logger LOG = LoggerFactory.getLogger(SilentServer.class);

    private static final Duration FIRST_QUIET = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUIET = Duration.ofMinutes(10);

    /** An informer tries again sooner than this, so that without a failure for so long there was an answer. */
    private static final Duration ANSWERED_AFTER = Duration.ofMinutes(2);

    private final ApiServerAddress address;
    private final LongSupplier nanoTime;
    private Duration quiet = Duration.ZERO;
    private long toldNanos;
    private long failedNanos;

    SilentServer(ApiServerAddress address, LongSupplier nanoTime) {
        this.address = address;
        this.nanoTime = nanoTime;
        this.failedNanos = nanoTime.getAsLong();
    }

    /** An attempt to reach it came to nothing, without any answer. */
    synchronized void failed(Throwable failure) {
        var now = nanoTime.getAsLong();
        if (now - failedNanos > ANSWERED_AFTER.toNanos()) {
            quiet = Duration.ZERO;
        }
        failedNanos = now;
        if (!quiet.isZero() && now - toldNanos < quiet.toNanos()) {
            return;
        }
        quiet = quiet.isZero() ? FIRST_QUIET : shorter(quiet.multipliedBy(2), LONGEST_QUIET);
        toldNanos = now;
        LOG.atWarn()
                .addKeyValue("address", address.url())
                .addKeyValue("configuredBy", address.origin())
                .addKeyValue("error", WatchFailures.rootMessage(failure))
                .log("the API server at " + address + " does not answer; trying again, told again in "
                        + quiet.toSeconds() + " s");
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
