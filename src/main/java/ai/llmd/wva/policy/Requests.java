package ai.llmd.wva.policy;

import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.RequestShape;

/** What is asked of a replica: requests of a mean shape, within targets. */
public record Requests(RequestShape shape, ServiceTarget target, LatencyTargets limits) {

    /** Requests of which the mean lengths are known. */
    public static Requests of(double inputTokens, double outputTokens, ServiceTarget target) {
        return of(new RequestShape(inputTokens, outputTokens), target);
    }

    /** Requests of which more is known than their mean lengths. */
    public static Requests of(RequestShape shape, ServiceTarget target) {
        return new Requests(
                shape,
                target,
                new LatencyTargets(
                        target.ttftMillis(), target.itlMillis(), target.tokensPerSecond(), target.percentile()));
    }

    /**
     * The arrival rate to size for: the measured one, or {@code slo-tps / K} where the class asks for tokens a second.
     */
    public double demandPerSecond(double arrivalRatePerSecond) {
        return target.tokensPerSecond() > 0 ? target.tokensPerSecond() / shape.outputTokens() : arrivalRatePerSecond;
    }
}
