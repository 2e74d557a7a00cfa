package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRemark;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What there is to say about the autoscaler of a variant's target; it changes no decision. */
public final class AutoscalerRemarks {
    private AutoscalerRemarks() {}

    /** Whether an autoscaler is to take a variant's target to what is decided: none is missed that is not wanted. */
    public static boolean areDue(Fleet fleet, Variant variant) {
        var actuation = fleet.actuation(variant);
        boolean followed = !actuation.writesScale()
                || (actuation.isPublished()
                        && variant.target() instanceof TargetState.Found found
                        && found.autoscaler().isPresent());
        return followed && !fleet.isAdvisory(variant);
    }

    /**
     * Worst first; nothing where the target is missing.
     *
     * @param desired what is decided; without it, or where the target was asked to have it, only what is wrong whatever
     *     is decided
     */
    public static List<AutoscalerRemark> of(Variant variant, OptionalInt desired) {
        if (!(variant.target() instanceof TargetState.Found target)) {
            return List.of();
        }
        if (target.autoscaler().isEmpty()) {
            return List.of(target.autoscalersUnread()
                    .<AutoscalerRemark>map(why -> new AutoscalerRemark.Unread(variant.targetRef(), why))
                    .orElseGet(() -> new AutoscalerRemark.Absent(variant.targetRef())));
        }
        var autoscaler = target.autoscaler().get();
        var rivals = autoscaler.rules().map(AutoscalerRules::rivals).orElse(List.of());
        if (!rivals.isEmpty()) {
            return List.of(new AutoscalerRemark.Rivalry(
                    Stream.concat(Stream.of(autoscaler.name()), rivals.stream()).toList()));
        }
        var remarks = new ArrayList<AutoscalerRemark>();
        var reading = autoscaler.rules().flatMap(rules -> reading(variant.id().name(), autoscaler, rules));
        reading.ifPresent(remarks::add);
        if (desired.isPresent() && desired.getAsInt() != target.declaredReplicas()) {
            bound(autoscaler, desired.getAsInt())
                    .or(() -> reading.isPresent() || target.declaredReplicas() == 0
                            ? Optional.empty()
                            : ignored(autoscaler, target.declaredReplicas(), desired.getAsInt()))
                    .ifPresent(remarks::add);
        }
        return remarks;
    }

    /** What is wrong with how it reads the decision. What the triggers of a ScaledObject ask for it does not tell. */
    private static Optional<AutoscalerRemark> reading(String variant, Autoscaler autoscaler, AutoscalerRules rules) {
        if (rules.followed().isEmpty()) {
            return rules.scaledObject().isPresent()
                    ? Optional.empty()
                    : Optional.of(new AutoscalerRemark.OtherMetrics(autoscaler, rules.otherMetrics()));
        }
        for (var metric : rules.followed()) {
            if (metric.variant().isPresent() && !metric.variant().get().equals(variant)) {
                return Optional.of(new AutoscalerRemark.OtherVariant(autoscaler, metric, variant));
            }
            if (!metric.steers()) {
                return Optional.of(new AutoscalerRemark.Misread(autoscaler, metric));
            }
        }
        return Optional.empty();
    }

    private static Optional<AutoscalerRemark> bound(Autoscaler autoscaler, int desired) {
        if (desired > autoscaler.maxReplicas()) {
            return Optional.of(new AutoscalerRemark.AboveMaximum(autoscaler, desired));
        }
        return desired < autoscaler.minReplicas() && !sleepsByKeda(autoscaler, desired)
                ? Optional.of(new AutoscalerRemark.BelowMinimum(autoscaler, desired))
                : Optional.empty();
    }

    /** It is KEDA that goes to zero and wakes; the autoscaler that it makes has at least 1. */
    private static boolean sleepsByKeda(Autoscaler autoscaler, int desired) {
        return desired == 0
                && autoscaler.minReplicas() == 1
                && autoscaler.scaledObject().isPresent();
    }

    private static Optional<AutoscalerRemark> ignored(Autoscaler autoscaler, int running, int desired) {
        var metric = autoscaler.rules().flatMap(AutoscalerRules::steering);
        if (metric.isEmpty()
                || Outlook.of(spec(autoscaler, metric.get()), HpaFlags.DEFAULT, running, desired)
                                .kind()
                        != Outlook.Kind.TOLERATED) {
            return Optional.empty();
        }
        var stated = tolerance(autoscaler, desired > running);
        return Optional.of(new AutoscalerRemark.Ignored(
                autoscaler, running, desired, stated.orElse(HpaFlags.DEFAULT_TOLERANCE), stated.isPresent()));
    }

    private static HpaSpec spec(Autoscaler autoscaler, DecisionMetric metric) {
        var kind = metric.targetType() == DecisionMetric.TargetType.VALUE
                ? HpaMetric.Kind.VALUE
                : HpaMetric.Kind.AVERAGE_VALUE;
        return new HpaSpec(
                autoscaler.minReplicas(),
                Math.max(1, autoscaler.maxReplicas()),
                List.of(new HpaMetric(metric.quantity().metric(), kind, metric.targetMilli())),
                Optional.of(new HpaBehavior(
                        with(HpaBehavior.DEFAULT_UP, tolerance(autoscaler, true)),
                        with(HpaBehavior.DEFAULT_DOWN, tolerance(autoscaler, false)))));
    }

    private static OptionalDouble tolerance(Autoscaler autoscaler, boolean up) {
        return autoscaler
                .rules()
                .map(rules -> up ? rules.scaleUpTolerance() : rules.scaleDownTolerance())
                .orElse(OptionalDouble.empty());
    }

    private static ScalingRules with(ScalingRules rules, OptionalDouble tolerance) {
        return tolerance.isPresent() ? rules.tolerating(tolerance.getAsDouble()) : rules;
    }
}
