package ai.llmd.wva.verticle;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for futures on a test's own thread. */
public final class Futures {
    private static final long LIMIT_SECONDS = 20;

    private Futures() {}

    public static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
