package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.List;

/**
 * What the controller sees at one look.
 *
 * @param nowMillis on any clock that does not go back
 * @param specReplicas what the scale target is told to have
 * @param statusReplicas what its status says that it has
 * @param pods all that its selector finds
 * @param readings one for each metric of the autoscaler, in its order
 */
public record HpaSeen(
        long nowMillis, int specReplicas, int statusReplicas, List<HpaPod> pods, List<MetricReading> readings) {
    public HpaSeen {
        Checks.atLeast(0, specReplicas, "replicas of the spec");
        Checks.atLeast(0, statusReplicas, "replicas of the status");
        pods = List.copyOf(pods);
        readings = List.copyOf(readings);
    }

    /** A scale target whose pods are all there and ready. */
    public static HpaSeen settled(long nowMillis, int replicas, MetricReading... readings) {
        return new HpaSeen(nowMillis, replicas, replicas, HpaPod.counted(replicas, 0), List.of(readings));
    }
}
