package ai.llmd.wva.verticle;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Begins a term of leadership with a fleet that was read now: what a standby read last may lack what the former leader
 * wrote into status since.
 */
public final class FreshFleet extends VerticleBase {
    private final WatchVerticle watch;

    public FreshFleet(WatchVerticle watch) {
        this.watch = watch;
    }

    @Override
    public Future<?> start() {
        return watch.readAnew();
    }
}
