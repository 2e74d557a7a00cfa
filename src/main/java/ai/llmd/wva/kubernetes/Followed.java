package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/** An informer, and what went wrong with it. */
record Followed<T>(SharedIndexInformer<T> informer, WatchFailures failures) {

    /** Whether its cache was filled, and is followed since: not refused for so long that it counts no more. */
    boolean synced() {
        return informer.hasSynced() && !failures.refusedForLong(informer.isWatching());
    }
}
