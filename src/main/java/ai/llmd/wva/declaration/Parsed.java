package ai.llmd.wva.declaration;

import ai.llmd.wva.model.Problem;
import java.util.List;

/**
 * What a ConfigMap says, as far as it can be used.
 *
 * @param value with the last good entries in place of broken ones
 * @param problems one for each thing that is wrong, in the order of the keys
 */
public record Parsed<T>(T value, List<Problem> problems) {
    public Parsed {
        problems = List.copyOf(problems);
    }
}
