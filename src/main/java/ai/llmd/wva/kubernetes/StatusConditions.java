package ai.llmd.wva.kubernetes;

import static ai.llmd.wva.explain.ConditionNames.ADVISORY;
import static ai.llmd.wva.explain.ConditionNames.CONTROLLER_CONFLICT;
import static ai.llmd.wva.explain.ConditionNames.DESIRED_REACHED;
import static ai.llmd.wva.explain.ConditionNames.METRICS_AVAILABLE;
import static ai.llmd.wva.explain.ConditionNames.OPTIMIZATION_READY;
import static ai.llmd.wva.explain.ConditionNames.PODS_PENDING;
import static ai.llmd.wva.explain.ConditionNames.PROGRESSING;
import static ai.llmd.wva.explain.ConditionNames.TARGET_RESOLVED;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Condition;
import ai.llmd.wva.explain.AutoscalerText;
import ai.llmd.wva.explain.CaveatText;
import ai.llmd.wva.explain.ClaimText;
import ai.llmd.wva.explain.ConditionNames;
import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.explain.ScaleText;
import ai.llmd.wva.hpa.AutoscalerRemarks;
import ai.llmd.wva.model.AutoscalerRemark;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Role;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of a variant. Four are always there, and one while two controllers want the resource; messages carry
 * nothing that differs from cycle to cycle while the situation is the same; lastTransitionTime moves only when the
 * status flips.
 */
public final class StatusConditions {
    private static final String AUTOSCALER_CONFLICT = "AutoscalerConflict";

    private StatusConditions() {}

    static List<Condition> of(StatusInputs inputs, Optional<VariantAutoscalingStatus> previous) {
        var conflict = inputs.variant()
                .handling()
                .claim()
                .map(claim -> Finding.yes("OtherController", ClaimText.full(claim)))
                .map(finding -> condition(CONTROLLER_CONFLICT, finding, inputs, previous));
        return Stream.concat(
                        Stream.of(
                                condition(TARGET_RESOLVED, targetResolved(inputs), inputs, previous),
                                condition(METRICS_AVAILABLE, metricsAvailable(inputs), inputs, previous),
                                condition(OPTIMIZATION_READY, optimizationReady(inputs), inputs, previous),
                                condition(DESIRED_REACHED, desiredReached(inputs), inputs, previous)),
                        conflict.stream())
                .toList();
    }

    private static Finding targetResolved(StatusInputs inputs) {
        var variant = inputs.variant();
        if (variant.target() instanceof TargetState.Missing missing) {
            return Finding.no("TargetNotFound", missing.message());
        }
        var stage = variant.podTemplate()
                .role()
                .map(labelled -> stage(labelled, variant))
                .orElse("");
        return Finding.yes("TargetFound", variant.targetRef() + " exists" + stage);
    }

    /** What its pods are labelled for, where that makes a difference or is overruled. */
    private static String stage(Role labelled, Variant variant) {
        if (variant.role() != labelled) {
            return "; spec.role " + variant.role().label() + " applies, although its pods are labelled for "
                    + labelled.label();
        }
        return labelled == Role.BOTH ? "" : "; its pods are labelled for " + labelled.label();
    }

    private static Finding metricsAvailable(StatusInputs inputs) {
        if (inputs.measurement() instanceof Unknown unknown) {
            return switch (unknown.cause()) {
                case ABSENT, MISSING -> Finding.no("MetricsMissing", unknown.message());
                case STALE -> Finding.no("MetricsStale", unknown.message());
                case PROMETHEUS_ERROR -> Finding.no("PrometheusError", unknown.message());
                case IMPLAUSIBLE -> Finding.no("MetricsImplausible", unknown.message());
            };
        }
        var measured = (Measured) inputs.measurement();
        if (measured.partial()) {
            return Finding.no("MetricsMissing", withCaveats(reporting(measured), measured));
        }
        var found = measured.expectedPods() == 0 ? "there is no ready pod to measure" : reporting(measured);
        return Finding.yes("MetricsFound", withCaveats(found, measured));
    }

    private static String withCaveats(String message, Measured measured) {
        var caveats = CaveatText.of(measured.caveats());
        return caveats.isEmpty() ? message : message + "; " + caveats;
    }

    private static String reporting(Measured measured) {
        return measured.reportingPods() + " of " + StatusText.count(measured.expectedPods(), "ready pod") + " report";
    }

    /**
     * What the variant refers to and is not in force as it is written is told here, whatever could be decided without
     * it.
     */
    private static Finding optimizationReady(StatusInputs inputs) {
        var decided = decided(inputs.decision());
        var problems = inputs.variant().problems();
        // that a frozen variant cannot be planned is no reason of its decision
        var losses = inputs.decision().outcome() == Outcome.FROZEN
                ? ProblemText.all(problems)
                : ProblemText.losses(problems);
        if (losses.isEmpty()) {
            return decided;
        }
        return inputs.decision().outcome().succeeded()
                ? Finding.no(
                        ConditionNames.reason(Outcome.INVALID), losses + "; decided all the same: " + decided.message())
                : Finding.no(decided.reason(), decided.message() + "; " + losses);
    }

    private static Finding decided(Decision decision) {
        var reason = ConditionNames.reason(decision.outcome());
        if (!decision.outcome().succeeded()) {
            return Finding.no(reason, DecisionText.reason(decision));
        }
        if (decision.advisory()) {
            return Finding.yes(reason, DecisionText.advisory(decision));
        }
        return Finding.yes(
                reason,
                replicas(decision.desiredReplicas().orElse(0)) + " on "
                        + (decision.accelerator().isEmpty() ? "an unknown accelerator" : decision.accelerator()));
    }

    private static Finding desiredReached(StatusInputs inputs) {
        if (inputs.decision().desiredReplicas().isEmpty()) {
            return Finding.no(PROGRESSING, "no number of replicas is decided yet");
        }
        int desired = inputs.decision().desiredReplicas().getAsInt();
        if (inputs.decision().advisory() && inputs.variant().currentReplicas() != desired) {
            return Finding.no(
                    ADVISORY,
                    "current " + inputs.variant().currentReplicas() + ", " + "would have " + desired
                            + "; nothing acts on it");
        }
        if (inputs.variant().target() instanceof TargetState.Found found) {
            return desiredReached(desired, found, inputs);
        }
        return Finding.no(PROGRESSING, inputs.variant().targetRef() + " is missing, desired " + desired);
    }

    private static Finding desiredReached(int desired, TargetState.Found target, StatusInputs inputs) {
        int current = target.currentReplicas();
        var remarks = !inputs.decision().advisory() && AutoscalerRemarks.areDue(inputs.fleet(), inputs.variant())
                ? AutoscalerRemarks.of(inputs.variant(), OptionalInt.of(desired))
                : List.<AutoscalerRemark>of();
        var scaling =
                inputs.scaling().map(remark -> "; " + ScaleText.of(remark)).orElse("");
        if (current == desired) {
            return reached(desired, target, remarks, scaling);
        }
        var told = remarks.stream().map(AutoscalerText::full).collect(Collectors.joining("; "));
        return Finding.no(
                Stream.concat(
                                remarks.stream().map(StatusConditions::reason),
                                inputs.scaling().map(remark -> reason(remark, inputs)).stream())
                        .filter(reason -> !reason.equals(PROGRESSING))
                        .findFirst()
                        .orElse(PROGRESSING),
                "current " + current + ", desired " + desired + (told.isEmpty() ? "" : "; " + told) + scaling);
    }

    private static String reason(ScaleRemark remark, StatusInputs inputs) {
        if (remark instanceof ScaleRemark.ActedOn) {
            // where it may read the decision it can do the work as well
            return inputs.fleet().actuation(inputs.variant()).isPublished() ? PROGRESSING : AUTOSCALER_CONFLICT;
        }
        if (remark instanceof ScaleRemark.Unsure) {
            return "AutoscalerUnknown";
        }
        if (remark instanceof ScaleRemark.Withheld) {
            return "ScaleWithheld";
        }
        if (remark instanceof ScaleRemark.Refused refused) {
            return switch (refused.why().reason()) {
                case FORBIDDEN -> "ScaleForbidden";
                case NOT_FOUND, OTHER -> "ScaleFailed";
                case CONFLICT -> PROGRESSING;
            };
        }
        return PROGRESSING;
    }

    /** An autoscaler that will go astray later is told now; that there is none, or another kind, is no fault. */
    private static Finding reached(
            int desired, TargetState.Found target, List<AutoscalerRemark> remarks, String scaling) {
        var faults = remarks.stream()
                .filter(AutoscalerRemark::isFault)
                .map(remark -> "; " + AutoscalerText.full(remark))
                .collect(Collectors.joining("", "", scaling));
        return target.readyReplicas() < desired
                ? Finding.no(PODS_PENDING, target.readyReplicas() + " of " + replicas(desired) + " are ready" + faults)
                : Finding.yes(
                        "Reached", (desired == 0 ? "scaled to zero" : replicas(desired) + ", all ready") + faults);
    }

    private static String reason(AutoscalerRemark remark) {
        if (remark instanceof AutoscalerRemark.Absent) {
            return "NoAutoscaler";
        }
        if (remark instanceof AutoscalerRemark.Rivalry) {
            return AUTOSCALER_CONFLICT;
        }
        if (remark instanceof AutoscalerRemark.AboveMaximum || remark instanceof AutoscalerRemark.BelowMinimum) {
            return "AutoscalerLimit";
        }
        if (remark instanceof AutoscalerRemark.Ignored) {
            return "AutoscalerTolerance";
        }
        boolean astray = remark instanceof AutoscalerRemark.Misread
                || remark instanceof AutoscalerRemark.OtherVariant
                || (remark instanceof AutoscalerRemark.OtherMetrics other
                        && other.metrics().isEmpty());
        // what is not known, or may be the decision under another name, says nothing against it
        return astray ? "AutoscalerMetric" : PROGRESSING;
    }

    private static String replicas(int number) {
        return StatusText.count(number, "replica");
    }

    private static Condition condition(
            String type, Finding finding, StatusInputs inputs, Optional<VariantAutoscalingStatus> previous) {
        var since = previous.flatMap(status -> status.condition(type))
                .filter(before -> finding.status().equals(before.status()) && before.lastTransitionTime() != null)
                .map(Condition::lastTransitionTime)
                .orElseGet(() -> StatusText.time(inputs.now()));
        return new Condition(
                type, finding.status(), inputs.variant().generation(), since, finding.reason(), finding.message());
    }

    /** Status, reason and message of a condition. */
    private record Finding(String status, String reason, String message) {
        static Finding yes(String reason, String message) {
            return new Finding("True", reason, message);
        }

        static Finding no(String reason, String message) {
            return new Finding("False", reason, message);
        }
    }
}
