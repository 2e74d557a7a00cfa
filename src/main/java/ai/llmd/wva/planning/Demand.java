package ai.llmd.wva.planning;

import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.ServiceTarget;

/**
 * The arrival rate to size for: the measured one, or {@code slo-tps / K} where the class asks for tokens a second
 * (contract section 5).
 */
final class Demand {
    private Demand() {}

    static double ratePerSecond(Load load, ServiceTarget target, double outputTokens) {
        return target.tokensPerSecond() > 0
                ? target.tokensPerSecond() / Math.max(1, outputTokens)
                : load.arrivalRatePerSecond();
    }
}
