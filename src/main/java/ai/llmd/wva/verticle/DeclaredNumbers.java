package ai.llmd.wva.verticle;

import ai.llmd.wva.serving.desired.NumberBook;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Tells the book of served numbers what is declared. Runs on every replica. */
public final class DeclaredNumbers extends VerticleBase {
    private final NumberBook book;
    private final Duration busTimeout;

    public DeclaredNumbers(NumberBook book, Duration busTimeout) {
        this.book = book;
        this.busTimeout = busTimeout;
    }

    @Override
    public Future<?> start() {
        return Bus.of(vertx, busTimeout).fleets().follow(book::declared);
    }
}
