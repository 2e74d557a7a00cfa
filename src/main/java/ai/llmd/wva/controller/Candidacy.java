package ai.llmd.wva.controller;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for leadership only while the process can do the job: who cannot for longer than the patience gives leadership
 * back, so that another may take it, and stands again once it can. Looks at it on a thread of its own, since an event
 * loop may be what is stuck.
 */
final class Candidacy {
    private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);
    private static final long CHECK_MILLIS = 200;

    private final Leadership leadership;
    private final BooleanSupplier fit;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService checking = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "wva-candidacy");
        thread.setDaemon(true);
        return thread;
    });

    private Runnable onStart = () -> {};
    private Runnable onStop = () -> {};
    private boolean standing;
    private boolean withdrawn;
    private boolean unfit;
    private long unfitSinceNanos;
    private CompletableFuture<Void> changing = CompletableFuture.completedFuture(null);

    /**
     * Does nothing yet.
     *
     * @param fit whether the process can do the job
     * @param patience how long one that stands may be unfit
     */
    Candidacy(Leadership leadership, BooleanSupplier fit, Duration patience, LongSupplier nanoTime) {
        this.leadership = leadership;
        this.fit = fit;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Starts to look; both listeners are those of {@link Leadership#start}. */
    void start(Runnable leads, Runnable leadsNoMore) {
        synchronized (this) {
            onStart = leads;
            onStop = leadsNoMore;
        }
        var unused = checking.scheduleWithFixedDelay(this::checkSafely, 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void checkSafely() {
        try {
            check();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("cannot determine whether this process can lead");
        }
    }

    /** Looks once. */
    synchronized void check() {
        if (withdrawn || !changing.isDone()) {
            return;
        }
        boolean now = fit.getAsBoolean();
        if (now) {
            unfit = false;
            if (!standing) {
                stand();
            }
        } else if (standing) {
            tolerate();
        }
    }

    private void stand() {
        standing = true;
        changing = leadership.start(onStart, onStop).toCompletableFuture().exceptionally(error -> {
            LOG.atError().setCause(error).log("cannot stand for election: trying again");
            notStanding();
            return null;
        });
    }

    private synchronized void notStanding() {
        standing = false;
    }

    private void tolerate() {
        long now = nanoTime.getAsLong();
        if (!unfit) {
            unfit = true;
            unfitSinceNanos = now;
        }
        if (now - unfitSinceNanos >= patience.toNanos()) {
            LOG.atWarn()
                    .addKeyValue("patience", patience)
                    .log("not ready for too long: releasing leadership until ready again");
            unfit = false;
            standing = false;
            changing = stopped();
        }
    }

    private CompletableFuture<Void> stopped() {
        return leadership.stop().toCompletableFuture().exceptionally(error -> {
            LOG.atWarn()
                    .addKeyValue("error", error.toString())
                    .log("cannot release leadership: it ends with the lease");
            return null;
        });
    }

    /** Gives leadership back for good. Never fails. */
    CompletionStage<Void> stop() {
        checking.shutdown();
        synchronized (this) {
            withdrawn = true;
            changing = changing.thenCompose(done -> standing ? stopped() : CompletableFuture.completedFuture(null));
            return changing;
        }
    }
}
