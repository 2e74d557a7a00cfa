package ai.llmd.wva.policy;

import ai.llmd.wva.model.ConcurrentRequests;
import ai.llmd.wva.model.ConcurrentRequests.CachedPrompts;
import ai.llmd.wva.model.ConcurrentRequests.Limit;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.queueing.BatchCap;
import ai.llmd.wva.queueing.ContinuousBatching;
import ai.llmd.wva.queueing.RequestShape;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a law reads a profile. */
public final class Batching {
    /** As a KV cache of less holds nothing. */
    private static final double LEAST_TOKENS = 1;

    private static final double CACHE_WORTH_TELLING = 0.05;

    private Batching() {}

    /**
     * How replicas batch, where that is not by the published law, as it always is without prefill times.
     *
     * @param kvCacheTokens what the KV cache holds, as far as it is known
     */
    public static Optional<ContinuousBatching> of(
            SizingLaw law, PerformanceProfile profile, OptionalDouble kvCacheTokens) {
        if (law == SizingLaw.PUBLISHED || profile.prefill().isEmpty()) {
            return Optional.empty();
        }
        boolean known = kvCacheTokens.isPresent() && kvCacheTokens.getAsDouble() >= LEAST_TOKENS;
        return Optional.of(ContinuousBatching.withKvCache(known ? kvCacheTokens : OptionalDouble.empty()));
    }

    static ConcurrentRequests concurrent(BatchCap cap, RequestShape shape) {
        var limit =
                switch (cap.bound()) {
                    case BATCH_SIZE -> Limit.BATCH_SIZE;
                    case KV_CACHE -> Limit.KV_CACHE;
                    case STEP_BUDGET -> Limit.STEP_BUDGET;
                };
        var cached = shape.inputTokens() - shape.computedTokens();
        return new ConcurrentRequests(
                limit,
                cap.requests(),
                cached >= CACHE_WORTH_TELLING * shape.inputTokens() && cached > 0
                        ? Optional.of(new CachedPrompts(shape.inputTokens(), cached))
                        : Optional.empty());
    }
}
