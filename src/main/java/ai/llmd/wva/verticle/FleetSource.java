package ai.llmd.wva.verticle;

import ai.llmd.wva.model.Fleet;
import java.util.concurrent.CompletionStage;

/** Where fleets come from: what is declared somewhere, followed as it changes. */
public interface FleetSource {
    /** Starts to follow. Completes when everything that exists has been seen once. Blocks for a moment. */
    CompletionStage<Void> start();

    /** Whether everything that exists has been seen. */
    boolean synced();

    /** Has a quick listener called, on any thread, after each change. */
    void onChange(Runnable listener);

    /** Whether something changed by the time alone. Blocks; called by one thread at a time. */
    default boolean look() {
        return false;
    }

    /** What is declared now. Blocks; called by one thread at a time. */
    Fleet read();

    /** Stops following. Blocks for a moment. */
    void close();
}
