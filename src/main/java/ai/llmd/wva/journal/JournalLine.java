package ai.llmd.wva.journal;

import ai.llmd.wva.model.Checks;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.planning.PlanningRules;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;

/**
 * A line of a journal. A file, or a part of it, begins with a {@link Start}, a {@link Declared} and a
 * {@link Remembered}; then cycles follow, with another {@link Declared} before each whose fleet changed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = JournalLine.KIND)
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalLine.Start.class, name = JournalLine.START),
    @JsonSubTypes.Type(value = JournalLine.Declared.class, name = "fleet"),
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
