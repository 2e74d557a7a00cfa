package ai.llmd.wva.hpa;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a number of replicas came about.
 *
 * @param metric the one that wanted most
 * @param proposed what it wanted; empty where metrics did not count
 * @param stabilized what the windows made of that
 */
public record HpaWhy(HpaCause cause, Optional<String> metric, OptionalInt proposed, OptionalInt stabilized) {
    static HpaWhy without(HpaCause cause) {
        return new HpaWhy(cause, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }
}
