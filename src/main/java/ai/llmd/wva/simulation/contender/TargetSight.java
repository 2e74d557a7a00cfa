package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.metrics.RawSeries;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A target as its API objects and the stored samples of its pods show it: a gauge is the newest stored sample of each
 * pod, dropped when it is staler than five minutes or its pod gone; a rate comes from stored samples in the window,
 * with Prometheus' extrapolation. Empty where nothing is stored.
 */
public interface TargetSight {
    Target target();

    /** {@code .spec.replicas}. */
    int specReplicas();

    /** {@code .status.replicas}: pods that were made and are not being deleted, ready or not. */
    int replicas();

    /** Pods that were made and are not being deleted, in order of creation. */
    List<PodSight> pods();

    int readyReplicas();

    /** Sum over pods of the newest samples. */
    OptionalDouble sum(EngineGauge gauge);

    /** The newest sample of each pod of {@link #pods()}, in their order; NaN for a pod without. */
    double[] perPod(EngineGauge gauge);

    /** Sum over pods of a counter's growth per second: {@code sum(rate())}. */
    OptionalDouble ratePerSecond(EngineCounter counter, double windowMillis);

    /**
     * A quantile over all pods, {@code histogram_quantile(q, sum by (le) (rate()))}, in milliseconds; empty where
     * nothing was observed in the window.
     *
     * @param quantile 0 to 1
     */
    OptionalDouble quantileMillis(EngineHistogram histogram, double quantile, double windowMillis);

    /** Requests at the pods and its share of the gateway's at this instant, as a proxy on their way counts them. */
    double outstandingNow();

    /** Its equal share of the requests of its model that wait in the gateway since no pod is ready. */
    double gatewayQueue();

    /** Everything stored of its pods that a collector looks at, back to its look-back. */
    Collection<RawSeries> series(double lookBackMillis);

    /** What is stored of how long the requests of its pods were, bucket by bucket. */
    Collection<RawSeries> lengthSeries(double lookBackMillis);
}
