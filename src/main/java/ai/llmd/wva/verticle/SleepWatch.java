package ai.llmd.wva.verticle;

import ai.llmd.wva.metrics.MetricsSource;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether requests wait for a variant that has no replica, so that it need not wait for the next cycle to be
 * woken. Each queue wakes once: what still waits while the variant starts is no news.
 */
final class SleepWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SleepWatch.class);

    private final MetricsSource source;
    private final Clock clock;
    private final Duration limit;
    private SortedSet<VariantId> awaited = Collections.emptySortedSet();
    private boolean looking;
    private boolean failing;

    /**
     * A watch that has not looked yet.
     *
     * @param limit after which a look is given up
     */
    SleepWatch(MetricsSource source, Clock clock, Duration limit) {
        this.source = source;
        this.clock = clock;
        this.limit = limit;
    }

    /** Variants without replicas that may have some. */
    static SortedSet<VariantId> asleep(Fleet fleet) {
        var asleep = new TreeSet<VariantId>();
        fleet.variants().forEach((id, variant) -> {
            if (variant.target() instanceof TargetState.Found found && found.currentReplicas() == 0) {
                asleep.add(id);
            }
        });
        return asleep;
    }

    /** Takes a look, unless one is under way: whether requests wait for a variant that nothing waited for before. */
    Future<Boolean> look(Fleet fleet) {
        var asleep = asleep(fleet);
        if (asleep.isEmpty() || looking) {
            return Future.succeededFuture(false);
        }
        looking = true;
        return Future.<Void>succeededFuture()
                .compose(go ->
                        source.awaited(fleet, asleep, clock.instant()).timeout(limit.toMillis(), TimeUnit.MILLISECONDS))
                .map(this::isNews)
                .onComplete(looked -> looking = false)
                .recover(failure -> Future.succeededFuture(failed(failure)));
    }

    private boolean isNews(SortedSet<VariantId> now) {
        failing = false;
        var woken = new TreeSet<>(now);
        woken.removeAll(awaited);
        awaited = now;
        if (woken.isEmpty()) {
            return false;
        }
        LOG.atInfo().addKeyValue("variants", woken).log("requests wait for variants without replicas: planning now");
        return true;
    }

    /** The next cycle tells what is wrong with the source; here it is one line. */
    private boolean failed(Throwable failure) {
        if (!failing) {
            LOG.atWarn()
                    .addKeyValue("error", failure.toString())
                    .log("cannot check whether requests wait for variants without replicas: the next cycle will check");
        }
        failing = true;
        return false;
    }
}
