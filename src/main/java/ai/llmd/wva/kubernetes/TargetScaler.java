package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.Variant;
import java.util.function.IntUnaryOperator;

/** Asks targets for replicas. Blocking: called on workers, several targets at a time. */
public interface TargetScaler {
    /**
     * Asks a variant's target for replicas; never throws for what the API server does.
     *
     * @param next makes those to ask for of those that the target was asked for before; nothing is written where they
     *     are the same
     */
    ScaleWrite scale(Variant variant, IntUnaryOperator next);
}
