package ai.llmd.wva.verticle;

import ai.llmd.wva.serving.desired.NumberBook;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Tells the book of served numbers what is decided, for a term of leadership. */
public final class PlannedNumbers extends VerticleBase {
    private final NumberBook book;
    private final Duration busTimeout;

    public PlannedNumbers(NumberBook book, Duration busTimeout) {
        this.book = book;
        this.busTimeout = busTimeout;
    }

    @Override
    public Future<?> start() {
        book.forgetPlans();
        return Bus.of(vertx, busTimeout).plans().onEach(book::planned).completion();
    }

    @Override
    public Future<?> stop() {
        book.forgetPlans();
        return Future.succeededFuture();
    }
}
