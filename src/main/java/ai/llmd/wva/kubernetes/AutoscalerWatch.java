package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.TargetRef;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Watches the HorizontalPodAutoscalers. The rest of the watch does not depend on it: without the right to read them, as
 * with a Role of an older version, it is unknown what acts on a target.
 */
final class AutoscalerWatch implements AutoCloseable {
    private static final String UNREAD = "HorizontalPodAutoscalers cannot be read";

    private final CompletableFuture<Void> refused = new CompletableFuture<>();
    private final Watched<HorizontalPodAutoscaler> autoscalers;
    private final Runnable onChange;

    AutoscalerWatch(Informers informers, List<String> namespaces, Predicate<HorizontalPodAutoscaler> concerns) {
        onChange = informers.onChange();
        autoscalers = informers.watchIfAllowed(namespaces, Reading.AUTOSCALERS, concerns, failure -> {
            if (WatchFailures.isRefusal(failure)) {
                refused.complete(null);
            }
        });
    }

    /** Completes when they have been read, or the API server has refused that; it goes on trying then. */
    CompletionStage<Void> start() {
        return autoscalers
                .start()
                .thenRun(() -> {
                    if (refused.isDone()) {
                        onChange.run();
                    }
                })
                .applyToEither(refused, done -> null);
    }

    /** What acts on a target. */
    Acting on(String namespace, TargetRef target) {
        return autoscalers.synced()
                ? new Acting(
                        AutoscalerFacts.of(
                                autoscalers.byIndex(ScaleTargets.BY_TARGET, Ownership.key(namespace, target)),
                                target.apiVersion()),
                        Optional.empty())
                : new Acting(Optional.empty(), Optional.of(UNREAD));
    }

    /** An autoscaler, if there is one, or why that is not known. */
    record Acting(Optional<Autoscaler> autoscaler, Optional<String> unread) {}

    @Override
    public void close() {
        autoscalers.close();
    }
}
