package ai.llmd.wva.hpa;

import ai.llmd.wva.model.Checks;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pod of the scale target.
 *
 * @param ready its condition Ready
 * @param terminating whether its deletion has begun; it counts as ready as long as its condition says so
 */
public record HpaPod(String name, Phase phase, boolean ready, boolean terminating) {
    /** Where it is in its life. */
    public enum Phase {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    public HpaPod {
        Checks.text(name, "the name of a pod");
        Checks.present(phase, "the phase of a pod");
    }

    public static HpaPod running(String name, boolean ready) {
        return new HpaPod(name, Phase.RUNNING, ready, false);
    }

    public static HpaPod pending(String name) {
        return new HpaPod(name, Phase.PENDING, false, false);
    }

    /** Pods of which only the number matters: those ready, then those that run and are not ready yet. */
    public static List<HpaPod> counted(int ready, int starting) {
        return IntStream.range(0, ready + starting)
                .mapToObj(index -> running("pod-" + index, index < ready))
                .toList();
    }
}
