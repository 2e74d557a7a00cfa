package ai.llmd.wva.planning;

import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.model.ServiceTarget;
import java.util.OptionalInt;

/**
 * A queue that stands before a variant of which nothing tells how many replicas it needs: it gets one more, then the
 * next when that one serves. The queue stands where clients give up in it, or where more than a few wait, and as a mean
 * for longer than the target for the first token.
 */
final class StandingQueue {
    private StandingQueue() {}

    /** One replica more than are kept; empty where none is called for or the bounds allow none. */
    static OptionalInt raised(Situation situation, OptionalInt kept) {
        if (kept.isEmpty()
                || !(situation.measurement() instanceof Measured measured)
                || situation.readyReplicas() < kept.getAsInt()
                || !(kept.getAsInt() == 0 ? mayWait(measured) : stands(situation, measured))) {
            return OptionalInt.empty();
        }
        int raised = situation.bounds().apply(ReplicaArithmetic.plus(kept.getAsInt(), 1));
        return raised > kept.getAsInt() ? OptionalInt.of(raised) : OptionalInt.empty();
    }

    /** Before a variant that has nothing, whose requests would wait for ever. */
    private static boolean mayWait(Measured measured) {
        return measured.load().waiting() > 0 || measured.gatewayMayWait();
    }

    private static boolean stands(Situation situation, Measured measured) {
        return measured.lacksReplicas()
                || (measured.load().waiting() > 0
                        && QueueGuard.forbidsScaleIn(measured)
                        && waitsTooLong(situation, measured));
    }

    /** Also where nothing tells how long they wait, or may. */
    private static boolean waitsTooLong(Situation situation, Measured measured) {
        var wait = measured.load().waitMillis();
        double target = situation
                .serviceClass()
                .flatMap(one -> one.targetFor(situation.variant().modelId()))
                .map(ServiceTarget::ttftMillis)
                .orElse(0.0);
        return wait.isEmpty() || target <= 0 || wait.getAsDouble() > target;
    }
}
