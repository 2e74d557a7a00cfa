package ai.llmd.wva.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a model server was started with, as far as it matters here.
 *
 * @param maxNumSeqs requests that it runs at once at most, all data-parallel ranks together, >= 1; empty = by its own
 *     default, or not to be read
 * @param servedModelNames names under which it serves its model, the first of which its metrics have; empty = by its
 *     default
 */
public record EngineArguments(OptionalInt maxNumSeqs, List<String> servedModelNames) {
    /** Nothing that could be read. */
    public static final EngineArguments NONE = new EngineArguments(OptionalInt.empty(), List.of());

    public EngineArguments {
        maxNumSeqs.ifPresent(most -> Checks.atLeast(1, most, "maxNumSeqs"));
        servedModelNames = List.copyOf(servedModelNames);
    }
}
