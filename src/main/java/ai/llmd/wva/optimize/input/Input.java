package ai.llmd.wva.optimize.input;

import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.VariantId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the sources say, ready to be planned.
 *
 * @param servers the variant of each server, by the server's name as the answer prints it
 * @param live whether the variants run and serve: see {@link ai.llmd.wva.planning.PlanningRules}
 * @param notes what was passed over
 */
public record Input(
        Observation observation,
        SortedMap<String, VariantId> servers,
        boolean live,
        FileRules rules,
        List<Problem> notes) {
    public Input {
        servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
        notes = List.copyOf(notes);
    }
}
