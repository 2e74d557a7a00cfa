package ai.llmd.wva.simulation.score;

import java.util.Arrays;
import java.util.Optional;

/** The numbers that a run is scored by. */
public enum Measure {
    /** Share of requests that were served in full within both latency targets, 0 to 1. */
    ATTAINMENT("attainment", Better.HIGHER),
    /**
     * Whether each model that promises percentiles kept them: 1 where so many of its requests met the TTFT target and
     * so many the ITL target, else 0; of several runs, the share of them.
     */
    PROMISE_KEPT("promiseKept", Better.HIGHER),
    /** Requests that met both targets, per second. */
    GOODPUT("goodputPerSecond", Better.HIGHER),
    /** Mean of the replicas that exist, from creation to termination. */
    AVERAGE_REPLICAS("averageReplicas", Better.LOWER),
    /** The same, summed over the run. */
    REPLICA_HOURS("replicaHours", Better.LOWER),
    /** Price of the replica-hours. */
    COST("costCents", Better.LOWER),
    /** By how much the cost exceeds the lower bound of any scaler with perfect knowledge, as a share of that bound. */
    REGRET("regret", Better.LOWER),
    /** Replicas that exist beyond those needed, integrated over time. */
    OVER("overReplicaSeconds", Better.LOWER),
    /** Replicas that are needed beyond those ready, integrated over time. */
    UNDER("underReplicaSeconds", Better.LOWER),
    /** Changes of the replicas that a target is asked to have. */
    SCALE_ACTIONS("scaleActions", Better.LOWER),
    /** Changes up that follow one down, and the other way round. */
    DIRECTION_FLIPS("directionFlips", Better.LOWER),
    /** The longest time in which no 15 s went by without a request that missed. */
    RECOVERY("recoverySeconds", Better.LOWER),
    /** Decisions that kept what there was for want of something to decide on. */
    HELD("decisionsHeld", Better.LOWER),
    /** Time to first token; a request that never got one counts with the time that it waited. */
    TTFT_P50("ttftP50Millis", Better.LOWER),
    TTFT_P90("ttftP90Millis", Better.LOWER),
    TTFT_P99("ttftP99Millis", Better.LOWER);

    private final String key;
    private final Better better;

    /** Which way is better. */
    public enum Better {
        HIGHER,
        LOWER
    }

    Measure(String key, Better better) {
        this.key = key;
        this.better = better;
    }

    /** Its name in a file, with its unit. */
    public String key() {
        return key;
    }

    public Better better() {
        return better;
    }

    public static Optional<Measure> of(String key) {
        return Arrays.stream(values())
                .filter(measure -> measure.key.equals(key))
                .findFirst();
    }
}
