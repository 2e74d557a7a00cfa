package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;

/**
 * What kube-controller-manager is told for all autoscalers.
 *
 * @param tolerance {@code --horizontal-pod-autoscaler-tolerance}, a share >= 0
 * @param downscaleStabilizationSeconds {@code --horizontal-pod-autoscaler-downscale-stabilization}, >= 0
 * @param scaleToZero the feature gate HPAScaleToZero
 */
public record HpaFlags(double tolerance, int downscaleStabilizationSeconds, boolean scaleToZero) {
    /** A metric this close to its target, as a share of it, changes nothing. */
    public static final double DEFAULT_TOLERANCE = 0.1;

    /** From one look at each autoscaler to the next, {@code --horizontal-pod-autoscaler-sync-period}. */
    public static final int DEFAULT_SYNC_SECONDS = 15;

    /** Without flags. */
    public static final HpaFlags DEFAULT = new HpaFlags(DEFAULT_TOLERANCE, 300, false);

    public HpaFlags {
        Checks.notNegative(tolerance, "tolerance");
        Checks.atLeast(0, downscaleStabilizationSeconds, "downscale stabilization");
    }

    public HpaFlags withScaleToZero() {
        return new HpaFlags(tolerance, downscaleStabilizationSeconds, true);
    }
}
