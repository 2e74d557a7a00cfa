package ai.llmd.wva.doctor;

import ai.llmd.wva.hpa.AutoscalerRemarks;
import ai.llmd.wva.kubernetes.ExternalReading;
import ai.llmd.wva.metrics.Inventory.Found;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRemark;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was found out about a variant.
 *
 * @param measurement what a controller would go by
 * @param found the series behind it
 * @param unfollowed whether no autoscaler is to follow decisions on it
 * @param scaling what keeps a controller from scaling its target itself, where it is to do that
 * @param reading what the autoscaler of its target reads
 */
public record VariantFinding(
        Variant variant,
        Measurement measurement,
        Found found,
        boolean unfollowed,
        Optional<ScaleRemark> scaling,
        Optional<ExternalReading> reading) {

    VariantFinding(Variant variant, Measurement measurement, Found found, boolean unfollowed) {
        this(variant, measurement, found, unfollowed, Optional.empty(), Optional.empty());
    }

    /** One that an autoscaler is to follow. */
    VariantFinding(Variant variant, Measurement measurement, Found found) {
        this(variant, measurement, found, false);
    }

    /** What keeps its autoscaler from the last good decision; nothing where no autoscaler is to act on that. */
    List<AutoscalerRemark> autoscalerRemarks() {
        var last = variant.lastGood();
        return unfollowed
                ? List.of()
                : AutoscalerRemarks.of(
                        variant, last.isPresent() ? OptionalInt.of(last.get().replicas()) : OptionalInt.empty());
    }

    /** What scales its target, if that is known. */
    Optional<Autoscaler> autoscaler() {
        return variant.target() instanceof TargetState.Found target ? target.autoscaler() : Optional.empty();
    }

    public boolean isMeasured() {
        return measurement instanceof Measured;
    }

    /** Whether Prometheus did not answer, or not as it should. */
    public boolean isUnanswered() {
        return measurement instanceof Unknown unknown && unknown.cause() == Cause.PROMETHEUS_ERROR;
    }

    /** Pods whose series went in. */
    int reportingPods() {
        return measurement instanceof Measured measured
                ? measured.reportingPods()
                : (int) found.pods().stream().filter(pod -> !pod.isEmpty()).count();
    }

    /** Pods that should have a rate. */
    int expectedPods() {
        return measurement instanceof Measured measured
                ? measured.expectedPods()
                : readyPods().size();
    }

    /** Ready pods that no series names, where series name pods at all. */
    SortedSet<String> podsWithoutSeries() {
        var without = new TreeSet<String>();
        if (!found.pods().contains("")) {
            without.addAll(readyPods());
            without.removeAll(found.pods());
        }
        return without;
    }

    private SortedSet<String> readyPods() {
        var ready = new TreeSet<String>();
        if (variant.target() instanceof TargetState.Found target) {
            target.pods().stream().filter(pod -> pod.ready()).forEach(pod -> ready.add(pod.name()));
        }
        return ready;
    }
}
