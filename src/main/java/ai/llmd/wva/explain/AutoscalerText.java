package ai.llmd.wva.explain;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRemark;
import ai.llmd.wva.model.AutoscalerRemark.AboveMaximum;
import ai.llmd.wva.model.AutoscalerRemark.Absent;
import ai.llmd.wva.model.AutoscalerRemark.BelowMinimum;
import ai.llmd.wva.model.AutoscalerRemark.Ignored;
import ai.llmd.wva.model.AutoscalerRemark.Misread;
import ai.llmd.wva.model.AutoscalerRemark.OtherMetrics;
import ai.llmd.wva.model.AutoscalerRemark.OtherVariant;
import ai.llmd.wva.model.AutoscalerRemark.Rivalry;
import ai.llmd.wva.model.AutoscalerRemark.Unread;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.DecisionMetric.Quantity;
import ai.llmd.wva.model.DecisionMetric.TargetType;
import ai.llmd.wva.model.NameList;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an autoscaler makes of a decision, in words, and what mends it. */
public final class AutoscalerText {
    private static final String SAMPLE = "deploy/samples/hpa-integration.yaml";

    private AutoscalerText() {}

    /** A clause with what mends it, where the owner of a variant is to hear of that. */
    public static String full(AutoscalerRemark remark) {
        return remark instanceof Absent || remark instanceof Unread ? of(remark) : of(remark) + "; " + remedy(remark);
    }

    /** A clause. */
    public static String of(AutoscalerRemark remark) {
        if (remark instanceof Absent absent) {
            return "no HorizontalPodAutoscaler acts on " + absent.target();
        }
        if (remark instanceof Unread unread) {
            return "whether a HorizontalPodAutoscaler acts on " + unread.target() + " is not known: " + unread.why();
        }
        if (remark instanceof Rivalry rivalry) {
            return "HorizontalPodAutoscalers " + NameList.shortened(rivalry.names())
                    + " act on one target: Kubernetes lets none of them scale it";
        }
        if (remark instanceof OtherMetrics other) {
            return name(other.by()) + " reads "
                    + (other.metrics().isEmpty() ? "resources only" : NameList.shortened(other.metrics()))
                    + ", and not " + Quantity.REPLICAS.metric();
        }
        if (remark instanceof OtherVariant other) {
            return name(other.by()) + " reads " + other.metric().quantity().metric() + " of another variant, "
                    + other.metric().variant().orElse("");
        }
        if (remark instanceof Misread misread) {
            return name(misread.by()) + " reads " + misread.metric().quantity().metric() + " against the target "
                    + target(misread.metric()) + ", and so computes another number";
        }
        if (remark instanceof AboveMaximum above) {
            return maximum(above.by()) + " " + above.by().maxReplicas() + " of " + name(above.by()) + " is below the "
                    + needed(above.desired());
        }
        if (remark instanceof BelowMinimum below) {
            return minimum(below.by()) + " " + below.by().minReplicas() + " of " + name(below.by()) + " is above the "
                    + needed(below.desired());
        }
        var ignored = (Ignored) remark;
        return name(ignored.by()) + " ignores " + ignored.desired() + " while " + ignored.running()
                + (ignored.running() == 1 ? " runs" : " run") + ": its tolerance is " + percent(ignored.tolerance())
                + (ignored.stated() ? "" : " by default");
    }

    /** What to do about it. */
    public static String remedy(AutoscalerRemark remark) {
        if (remark instanceof Absent) {
            return "create one as in " + SAMPLE + ", unless something else acts on the metric";
        }
        if (remark instanceof Unread) {
            return "grant list and watch on horizontalpodautoscalers, as deploy/rbac does";
        }
        if (remark instanceof Rivalry) {
            return "delete all but one";
        }
        if (remark instanceof OtherMetrics) {
            return "add the metric as in " + SAMPLE + ", unless it has it under another name";
        }
        if (remark instanceof OtherVariant other) {
            return "set variant_name of the metric's selector to " + other.variant();
        }
        if (remark instanceof Misread misread) {
            return "set the target to " + (misread.metric().quantity() == Quantity.REPLICAS ? "AverageValue" : "Value")
                    + " 1";
        }
        if (remark instanceof AboveMaximum above) {
            return "raise it, or set maxReplicas of the variant to "
                    + above.by().maxReplicas();
        }
        if (remark instanceof BelowMinimum below) {
            return "lower it, or set minReplicas of the variant to "
                    + below.by().minReplicas();
        }
        var ignored = (Ignored) remark;
        return "set "
                + (ignored.by().scaledObject().isPresent() ? "advanced.horizontalPodAutoscalerConfig." : "")
                + "behavior." + (ignored.desired() > ignored.running() ? "scaleUp" : "scaleDown") + ".tolerance to 0";
    }

    /** For example {@code HorizontalPodAutoscaler keda-hpa-llm of ScaledObject llm}. */
    static String name(Autoscaler autoscaler) {
        return "HorizontalPodAutoscaler " + autoscaler.name()
                + autoscaler
                        .scaledObject()
                        .map(owner -> " of ScaledObject " + owner)
                        .orElse("");
    }

    private static String maximum(Autoscaler autoscaler) {
        return autoscaler.scaledObject().isPresent() ? "maxReplicaCount" : "maxReplicas";
    }

    private static String minimum(Autoscaler autoscaler) {
        return autoscaler.scaledObject().isPresent() ? "minReplicaCount" : "minReplicas";
    }

    private static String needed(int replicas) {
        return replicas + (replicas == 1 ? " that is needed" : " that are needed");
    }

    private static String target(DecisionMetric metric) {
        var type = metric.targetType() == TargetType.VALUE ? "Value " : "AverageValue ";
        return type + plain(BigDecimal.valueOf(metric.targetMilli(), 3));
    }

    /** For example {@code 10 %} or {@code 2.5 %}. */
    private static String percent(double share) {
        return plain(BigDecimal.valueOf(share).movePointRight(2).setScale(2, RoundingMode.HALF_UP)) + " %";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
