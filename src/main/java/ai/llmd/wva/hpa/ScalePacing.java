package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.Optional;

/**
 * Where and how the controller takes a target to what is decided by itself: as a HorizontalPodAutoscaler with such
 * rules would, usually the published defaults, and nowhere where one does.
 */
public final class ScalePacing {
    private ScalePacing() {}

    /** Whether its owner wants a variant's target written, and a number is decided for it. */
    public static boolean isAsked(Fleet fleet, Variant variant, Decision decision) {
        return fleet.actuation(variant).writesScale()
                && !decision.advisory()
                && !fleet.isAdvisory(variant)
                && decision.desiredReplicas().isPresent()
                && variant.target() instanceof TargetState.Found;
    }

    /** Whoever else acts, or may act, on a target that the controller is to scale itself. */
    public static Optional<ScaleRemark> rival(Fleet fleet, Variant variant) {
        return fleet.actuation(variant).writesScale() && variant.target() instanceof TargetState.Found target
                ? rival(variant, target)
                : Optional.empty();
    }

    private static Optional<ScaleRemark> rival(Variant variant, TargetState.Found target) {
        return target.autoscaler()
                .<ScaleRemark>map(ScaleRemark.ActedOn::new)
                .or(() -> target.autoscalersUnread().map(why -> new ScaleRemark.Unsure(variant.targetRef(), why)));
    }

    /** What keeps the target from being written, where that {@link #isAsked}. */
    public static Optional<ScaleRemark> obstacle(Variant variant, Decision decision) {
        var rival = rival(variant, (TargetState.Found) variant.target());
        if (rival.isPresent()) {
            return rival;
        }
        if (variant.handling().frozen() || decision.outcome() == Outcome.FROZEN) {
            return Optional.of(new ScaleRemark.Withheld(Outcome.FROZEN));
        }
        // a second variant of the same target is one of these
        return decision.outcome() == Outcome.INVALID
                ? Optional.of(new ScaleRemark.Withheld(Outcome.INVALID))
                : Optional.empty();
    }

    /**
     * The next step.
     *
     * @param specReplicas what the target is asked to have
     * @param decided within or out of the variant's bounds
     * @return {@link HpaStep#desired()} to ask for
     */
    public static HpaStep step(
            ScaleRules rules, Variant variant, HpaMemory memory, long nowMillis, int specReplicas, int decided) {
        int minimum = variant.minReplicas().orElse(0);
        int maximum = variant.maxReplicas().orElse(Integer.MAX_VALUE);
        var spec = HpaPresets.followingReplicas(
                HpaPresets.DESIRED_REPLICAS, minimum, Math.max(1, maximum), behavior(rules));
        return new Hpa(spec, HpaFlags.DEFAULT)
                .towards(memory, nowMillis, specReplicas, Math.max(minimum, Math.min(maximum, decided)));
    }

    /** What holds a step back from what is decided, if anything does. */
    public static Optional<ScaleRemark> brake(ScaleRules rules, Variant variant, HpaStep step, int decided) {
        int goal = Math.max(
                variant.minReplicas().orElse(0), Math.min(variant.maxReplicas().orElse(Integer.MAX_VALUE), decided));
        if (step.desired() == goal) {
            return Optional.empty();
        }
        var brake =
                switch (step.why().cause()) {
                    case SCALE_UP_LIMIT, SCALE_DOWN_LIMIT -> ScaleRemark.Brake.RATE;
                    case STABILIZED -> ScaleRemark.Brake.WINDOW;
                    default -> ScaleRemark.Brake.BOUND;
                };
        return Optional.of(new ScaleRemark.Paced(step.desired(), goal, brake, rules));
    }

    private static HpaBehavior behavior(ScaleRules rules) {
        return new HpaBehavior(rules(rules.up()), rules(rules.down()));
    }

    private static ScalingRules rules(ScaleRules.Course course) {
        var select =
                switch (course.select()) {
                    case MAX -> PolicySelect.MAX;
                    case MIN -> PolicySelect.MIN;
                    case DISABLED -> PolicySelect.DISABLED;
                };
        return ScalingRules.of(
                        Math.toIntExact(course.stabilizationWindow().toSeconds()),
                        course.policies().stream().map(ScalePacing::policy).toArray(ScalingPolicy[]::new))
                .select(select);
    }

    private static ScalingPolicy policy(ScaleRules.Pace pace) {
        int seconds = Math.toIntExact(pace.period().toSeconds());
        return pace.unit() == ScaleRules.PaceUnit.PODS
                ? ScalingPolicy.pods(pace.value(), seconds)
                : ScalingPolicy.percent(pace.value(), seconds);
    }
}
