package ai.llmd.wva.engine;

import java.util.function.IntToDoubleFunction;

/**
 * The state-dependent M/M/1 chain that replicas are sized by, written out independently of the sizing code:
 * {@code p(n+1) = p(n) lambda / mu(min(n+1, N))}, cut off at {@code capacity} requests in the system.
 *
 * @param meanServiceMillis mean time with a slot
 * @param meanWaitMillis mean time without one
 */
record BirthDeathLaw(double meanServiceMillis, double meanWaitMillis) {
    static BirthDeathLaw of(double arrivalsPerMilli, int batch, int capacity, IntToDoubleFunction rateOf) {
        var weight = 1.0;
        var total = 1.0;
        var inService = 0.0;
        var inQueue = 0.0;
        for (var n = 1; n <= capacity; n++) {
            weight *= arrivalsPerMilli / rateOf.applyAsDouble(Math.min(n, batch));
            total += weight;
            inService += weight * Math.min(n, batch);
            inQueue += weight * Math.max(0, n - batch);
        }
        var throughput = arrivalsPerMilli * (1 - weight / total);
        return new BirthDeathLaw(inService / total / throughput, inQueue / total / throughput);
    }
}
