package ai.llmd.wva.verticle;

import ai.llmd.wva.page.http.EventHub;
import ai.llmd.wva.page.http.PageDesk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that is tried again until it can be opened: the page is worth having, and not worth a restart. */
public final class PagePort {
    private static final Logger LOG = LoggerFactory.getLogger(PagePort.class);
    private static final long RETRY_MILLIS = 30_000;
    private static final long NONE = -1;

    private final Vertx vertx;
    private final String address;
    private final Supplier<Future<Opened>> opening;
    private Optional<Opened> opened = Optional.empty();
    private long timer = NONE;
    private boolean complained;
    private boolean closed;

    /**
     * A port that is open.
     *
     * @param closing closes it
     */
    public record Opened(int actualPort, Supplier<Future<Void>> closing) {}

    /** Makes the port of a page. */
    @FunctionalInterface
    public interface Maker {
        PagePort make(Vertx vertx, PageDesk desk, EventHub hub);
    }

    /**
     * One that is not open yet.
     *
     * @param address to be named where it cannot be had
     * @param opening one attempt
     */
    public PagePort(Vertx vertx, String address, Supplier<Future<Opened>> opening) {
        this.vertx = vertx;
        this.address = address;
        this.opening = opening;
    }

    /** Completes after the first attempt, whatever came of it. */
    Future<Void> open() {
        return opening.get()
                .onSuccess(this::use)
                .onFailure(this::retry)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void use(Opened now) {
        if (closed) {
            now.closing()
                    .get()
                    .onFailure(error -> LOG.atDebug()
                            .addKeyValue("error", error.toString())
                            .log("the live page's port did not close"));
            return;
        }
        opened = Optional.of(now);
        LOG.atInfo().addKeyValue("port", now.actualPort()).log("serving the live page on " + address);
    }

    private void retry(Throwable error) {
        if (!complained) {
            complained = true;
            LOG.atError()
                    .addKeyValue("address", address)
                    .addKeyValue("error", error.getMessage())
                    .log("the live page cannot be served: free the port, or set page.port to another one, or"
                            + " page.enabled to false; the controller continues without it and tries again every 30 s");
        }
        if (!closed) {
            timer = vertx.setTimer(RETRY_MILLIS, tick -> open());
        }
    }

    Optional<Integer> actualPort() {
        return opened.map(Opened::actualPort);
    }

    Future<Void> close() {
        closed = true;
        if (timer != NONE) {
            vertx.cancelTimer(timer);
        }
        return opened.map(port -> port.closing().get()).orElse(Future.succeededFuture());
    }
}
