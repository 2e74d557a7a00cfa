package ai.llmd.wva.declaration;

import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.Subject.Entry;
import ai.llmd.wva.model.Subject.EntryField;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The percentile that a service class gives for all its rows.
 *
 * @param value empty = none is given, or it cannot be read
 * @param readable false where it is given and cannot be read: then each model keeps the percentile that it had
 */
record ClassPercentile(OptionalDouble value, boolean readable) {

    static ClassPercentile read(Entry entry, JsonNode node, boolean wasGood, Consumer<Problem> problems) {
        if (node.isMissingNode() || node.isNull()) {
            return new ClassPercentile(OptionalDouble.empty(), true);
        }
        try {
            return new ClassPercentile(OptionalDouble.of(Numbers.percentile(node)), true);
        } catch (IllegalArgumentException e) {
            problems.accept(new Problem(
                    new EntryField(entry, "percentile"),
                    wasGood ? Effect.LAST_GOOD : Effect.DEFAULT_VALUE,
                    e.getMessage()));
            return new ClassPercentile(OptionalDouble.empty(), false);
        }
    }

    /**
     * The percentile of a row without its own.
     *
     * @param before the last good targets of the row's model
     */
    OptionalDouble forModel(Optional<ServiceTarget> before) {
        return readable ? value : before.map(ServiceTarget::percentile).orElse(OptionalDouble.empty());
    }
}
