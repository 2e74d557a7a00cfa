package ai.llmd.wva.journal;

import ai.llmd.wva.model.Checks;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.planning.PlanningRules;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A line of a journal. A file, or a part of it, begins with a {@link Start}, a {@link Declared} and a
 * {@link Remembered}; then cycles follow, with a {@link Changed} before each whose fleet did.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = JournalLine.KIND)
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalLine.Start.class, name = JournalLine.START),
    @JsonSubTypes.Type(value = JournalLine.Declared.class, name = "fleet"),
    @JsonSubTypes.Type(value = JournalLine.Changed.class, name = "changes"),
    @JsonSubTypes.Type(value = JournalLine.Remembered.class, name = "memory"),
    @JsonSubTypes.Type(value = JournalLine.Cycle.class, name = "cycle"),
    @JsonSubTypes.Type(value = JournalLine.Gap.class, name = "gap")
})
public sealed interface JournalLine {
    /** The first key of every line, and what tells a line of a journal from one of a log. */
    String KIND = "journal";

    String START = "start";

    /**
     * How what follows was written and decided.
     *
     * @param format number of the format, {@link RecordJson#FORMAT}
     * @param wva version of the program
     * @param rules of the policy {@code wva}
     */
    record Start(int format, String wva, PolicyKind policy, PlanningRules rules) implements JournalLine {
        public Start {
            Checks.present(wva, "wva");
            Checks.present(policy, "policy");
            Checks.present(rules, "rules");
        }
    }

    /** The fleet of the cycles that follow. */
    record Declared(Fleet fleet) implements JournalLine {
        public Declared {
            Checks.present(fleet, "fleet");
        }
    }

    /**
     * The fleet of the cycles that follow, as changes of the one before; a reader makes a {@link Declared} of it.
     *
     * @param rest all but its variants
     * @param changed variants that are new or unlike those before
     */
    record Changed(Fleet rest, SortedMap<VariantId, Variant> changed, List<VariantId> gone) implements JournalLine {
        public Changed {
            Checks.present(rest, "rest");
            changed = Checks.sorted(changed);
            gone = List.copyOf(gone);
        }

        static Changed between(Fleet before, Fleet after) {
            var changed = new TreeMap<VariantId, Variant>();
            after.variants().forEach((id, variant) -> {
                if (!Objects.equals(variant, before.variants().get(id))) {
                    changed.put(id, variant);
                }
            });
            var gone = before.variants().keySet().stream()
                    .filter(id -> !after.variants().containsKey(id))
                    .toList();
            return new Changed(after.withVariants(new TreeMap<>()), changed, gone);
        }

        Fleet applied(Fleet before) {
            var variants = new TreeMap<>(before.variants());
            gone.forEach(variants::remove);
            variants.putAll(changed);
            return rest.withVariants(variants);
        }
    }

    /** What the policy remembered before the cycle that follows. */
    record Remembered(JsonNode memory) implements JournalLine {
        public Remembered {
            Checks.present(memory, "memory");
        }
    }

    /** What one cycle measured and decided. */
    record Cycle(
            long cycle,
            Instant at,
            SortedMap<VariantId, Measurement> measurements,
            SortedMap<VariantId, Decision> decisions,
            PlanSummary summary)
            implements JournalLine {
        public Cycle {
            Checks.present(at, "at");
            Checks.present(summary, "summary");
            measurements = Checks.sorted(measurements);
            decisions = Checks.sorted(decisions);
        }

        static Cycle of(Plan plan) {
            var seen = plan.observation();
            return new Cycle(seen.cycle(), seen.at(), seen.measurements(), plan.decisions(), plan.summary());
        }

        /** What was observed, of the fleet that was declared. */
        Observation observation(Fleet fleet) {
            return new Observation(cycle, at, fleet, measurements);
        }
    }

    /** Cycles that were not written, since the disk was too slow. */
    record Gap(long cycles) implements JournalLine {}
}
