package ai.llmd.wva.model;

import java.util.List;

/** Why a target will not come to what is decided, as far as its autoscaler has to do with it. */
public sealed interface AutoscalerRemark {

    /**
     * Whether the autoscaler goes astray as it is declared, or is kept from the decision. That there is none, that it
     * goes by something else, or that nothing is known of it may be meant.
     */
    default boolean isFault() {
        return !(this instanceof Absent || this instanceof Unread || this instanceof OtherMetrics);
    }

    /** No HorizontalPodAutoscaler acts on the target. */
    record Absent(TargetRef target) implements AutoscalerRemark {}

    /** Whether one acts on the target could not be read. */
    record Unread(TargetRef target, String why) implements AutoscalerRemark {}

    /** Several act on the target; Kubernetes lets none of them scale it. */
    record Rivalry(List<String> names) implements AutoscalerRemark {
        public Rivalry {
            names = List.copyOf(names);
        }
    }

    /**
     * None of its metrics is the decision by its name.
     *
     * @param metrics those that have a name; without any it goes by resources alone
     */
    record OtherMetrics(Autoscaler by, List<String> metrics) implements AutoscalerRemark {
        public OtherMetrics {
            metrics = List.copyOf(metrics);
        }
    }

    /** It reads the decision on another variant. */
    record OtherVariant(Autoscaler by, DecisionMetric metric, String variant) implements AutoscalerRemark {}

    /** The type or the number of its target makes something else of the decision. */
    record Misread(Autoscaler by, DecisionMetric metric) implements AutoscalerRemark {}

    /** It may not go as high as decided. */
    record AboveMaximum(Autoscaler by, int desired) implements AutoscalerRemark {}

    /** It may not go as low as decided. */
    record BelowMinimum(Autoscaler by, int desired) implements AutoscalerRemark {}

    /**
     * The decision is so close to what there is that it changes nothing.
     *
     * @param running what the target is asked to have
     * @param tolerance a share >= 0
     * @param stated whether the autoscaler states it, or it is what Kubernetes has by default
     */
    record Ignored(Autoscaler by, int running, int desired, double tolerance, boolean stated)
            implements AutoscalerRemark {}
}
