package ai.llmd.wva.verticle;

import ai.llmd.wva.journal.JournalWriter;
import ai.llmd.wva.journal.PlannedCycle;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each cycle to the journal, on a thread of its own. A slow disk makes cycles wait, and leaves out those that
 * come while too many do; one that fails ends the journal until this is deployed again. Neither delays a decision, and
 * one that hangs delays the end of this by {@link #CLOSING_LIMIT} at most.
 */
public final class JournalVerticle extends VerticleBase {
    /** Each holds a plan and what was remembered before it. */
    static final int MOST_WAITING = 16;

    /**
     * How long closing waits for what is being written: a file server or a reader of stdout that hangs may do so for
     * ever, and the next leader's pipeline is deployed only when this one has ended. A disk that works takes less.
     */
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(JournalVerticle.class);

    private final Supplier<JournalWriter> writers;
    private final Duration busTimeout;
    private final Duration closingLimit;
    private final MeterRegistry registry;
    private final Counter written;
    private final Counter leftOut;
    private final Gauge stopped;
    private WorkerExecutor worker;
    private JournalWriter writer;
    private int waiting;
    private long leftOutSince;
    private volatile boolean broken;

    public JournalVerticle(Supplier<JournalWriter> writers, Duration busTimeout, MeterRegistry registry) {
        this(writers, busTimeout, CLOSING_LIMIT, registry);
    }

    JournalVerticle(
            Supplier<JournalWriter> writers, Duration busTimeout, Duration closingLimit, MeterRegistry registry) {
        this.writers = writers;
        this.busTimeout = busTimeout;
        this.closingLimit = closingLimit;
        this.registry = registry;
        this.written = cycles("written");
        this.leftOut = cycles("left_out");
        this.stopped = Gauge.builder("wva.journal.stopped", this, self -> self.broken ? 1 : 0)
                .description("1 after the journal could not be written: nothing more is until the next leader")
                .register(registry);
    }

    private Counter cycles(String result) {
        return Counter.builder("wva.journal.cycles")
                .description("Cycles by what became of them in the journal")
                .tag("result", result)
                .register(registry);
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("wva-journal", 1);
        writer = writers.get();
        return Bus.of(vertx, busTimeout).planned().onEach(this::accept).completion();
    }

    private void accept(PlannedCycle cycle) {
        if (broken) {
            return;
        }
        if (waiting >= MOST_WAITING) {
            leftOut.increment();
            if (leftOutSince++ == 0) {
                LOG.atWarn()
                        .addKeyValue("cycle", cycle.plan().cycle())
                        .log("the journal is written too slowly: cycles are left out, starting with this one");
            }
            return;
        }
        long before = leftOutSince;
        leftOutSince = 0;
        waiting++;
        onWorker(() -> write(cycle, before)).onComplete(done -> {
            waiting--;
            if (done.failed()) {
                fail(done.cause());
            } else if (done.result()) {
                written.increment();
            }
        });
    }

    /** In order, since there is one thread. What is ordered by the context would be waited for without a limit. */
    private <T> Future<T> onWorker(Callable<T> task) {
        return worker.executeBlocking(task, false);
    }

    /** On the worker, in order: what waits while one fails is not written either. */
    private boolean write(PlannedCycle cycle, long before) throws IOException {
        if (broken) {
            return false;
        }
        try {
            writer.write(cycle, before);
            return true;
        } catch (Throwable e) {
            // also an error, such as too little memory for a large fleet: the next cycle would fail in the same way
            if (broken) {
                // given up meanwhile, which was told
                return false;
            }
            broken = true;
            throw e;
        }
    }

    private static void fail(Throwable cause) {
        // the disk's faults are no faults of ours: no stack trace
        var entry = cause instanceof IOException ? LOG.atError() : LOG.atError().setCause(cause);
        entry.addKeyValue("error", cause.toString())
                .log("the journal cannot be written: it ends here, until another replica leads or this one starts"
                        + " again; the controller goes on");
    }

    @Override
    public Future<?> stop() {
        return onWorker(() -> {
                    writer.close();
                    return null;
                })
                .timeout(closingLimit.toMillis(), TimeUnit.MILLISECONDS)
                .recover(this::giveUp)
                // which does not wait for the thread, and drops what waits
                .eventually(worker::close)
                .onComplete(done -> registry.remove(stopped));
    }

    private Future<Object> giveUp(Throwable cause) {
        if (cause instanceof TimeoutException) {
            broken = true;
            LOG.atWarn()
                    .addKeyValue("limit", closingLimit)
                    .log("a write to the journal hangs: its last cycles may be missing");
        }
        return Future.succeededFuture();
    }
}
