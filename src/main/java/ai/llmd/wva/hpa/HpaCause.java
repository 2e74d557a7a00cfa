package ai.llmd.wva.hpa;

/** What made the number of replicas that an autoscaler sets; most are reasons of its conditions. */
public enum HpaCause {
    /** The target has 0 replicas, and not from this autoscaler. */
    SCALING_DISABLED,
    /** No metric could be read, or one could not and the others would scale down. */
    METRICS_UNREAD,
    /** More replicas than maxReplicas: metrics are not looked at. */
    ABOVE_MAX_REPLICAS,
    /** Fewer replicas than minReplicas: metrics are not looked at. */
    BELOW_MIN_REPLICAS,
    /** What the metrics ask for. */
    DESIRED_WITHIN_RANGE,
    /** A recent recommendation within the window was more cautious. */
    STABILIZED,
    /** The policies allow no more at a time. */
    SCALE_UP_LIMIT,
    /** The policies allow no fewer at a time. */
    SCALE_DOWN_LIMIT,
    TOO_MANY_REPLICAS,
    TOO_FEW_REPLICAS
}
