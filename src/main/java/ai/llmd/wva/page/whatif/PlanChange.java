package ai.llmd.wva.page.whatif;

import ai.llmd.wva.model.Checks;
import ai.llmd.wva.model.VariantId;
import java.util.OptionalDouble;

/**
 * What is to be different for a variant; empty = as it is.
 *
 * @param loadFactor by which its arrivals are multiplied
 * @param arrivalPerSecond its arrivals instead; not both
 * @param ttftMillis the target of its class for its model, which other variants may have too; 0 = none
 * @param itlMillis likewise
 * @param replicaCostCentsPerHour of its accelerator, which others may run on too, unless it has a price of its own
 */
public record PlanChange(
        VariantId id,
        OptionalDouble loadFactor,
        OptionalDouble arrivalPerSecond,
        OptionalDouble ttftMillis,
        OptionalDouble itlMillis,
        OptionalDouble replicaCostCentsPerHour) {
    public PlanChange {
        Checks.present(id, "id");
        loadFactor.ifPresent(value -> Checks.notNegative(value, "loadFactor"));
        arrivalPerSecond.ifPresent(value -> Checks.notNegative(value, "arrivalPerSecond"));
        ttftMillis.ifPresent(value -> Checks.notNegative(value, "ttftMillis"));
        itlMillis.ifPresent(value -> Checks.notNegative(value, "itlMillis"));
        replicaCostCentsPerHour.ifPresent(value -> Checks.notNegative(value, "costCentsPerHour"));
    }
}
