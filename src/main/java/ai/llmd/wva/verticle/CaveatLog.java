package ai.llmd.wva.verticle;

import ai.llmd.wva.explain.CaveatText;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.VariantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a reader of measurements should know, in the log: one line when it changes for a variant, a warning where a pod
 * got stuck. A load that is unknown changes nothing of it. Used from one thread at a time.
 */
final class CaveatLog {
    private static final Logger LOG = LoggerFactory.getLogger("ai.llmd.wva.measure");

    private final Map<VariantId, Set<Object>> told = new HashMap<>();

    void write(Observation observation) {
        told.keySet().retainAll(observation.measurements().keySet());
        observation.measurements().forEach((id, measurement) -> {
            if (measurement instanceof Measured measured) {
                write(observation.cycle(), id, measured.caveats());
            }
        });
    }

    private void write(long cycle, VariantId id, List<Caveat> caveats) {
        var before = told.getOrDefault(id, Set.of());
        var now = caveats.stream().map(CaveatLog::fact).collect(Collectors.toUnmodifiableSet());
        if (now.equals(before)) {
            return;
        }
        if (now.isEmpty()) {
            told.remove(id);
        } else {
            told.put(id, now);
        }
        boolean stuck = now.stream().anyMatch(one -> one instanceof Caveat.StuckPods && !before.contains(one));
        (stuck ? LOG.atWarn() : LOG.atInfo())
                .addKeyValue("cycle", cycle)
                .addKeyValue("variant", id.toString())
                .log(caveats.isEmpty() ? "metrics are normal again" : CaveatText.of(caveats));
    }

    /** What makes one caveat another than before: a warning of Prometheus may count or time something in its words. */
    private static Object fact(Caveat caveat) {
        return caveat instanceof Caveat.PartialAnswer ? Caveat.PartialAnswer.class : caveat;
    }
}
