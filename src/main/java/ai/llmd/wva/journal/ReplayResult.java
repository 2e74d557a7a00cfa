package ai.llmd.wva.journal;

import ai.llmd.wva.model.Checks;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What came of a replay.
 *
 * @param versions of the programs that wrote the journal
 * @param policies that decided, by label
 * @param span of the cycles; empty = there were none
 * @param decisions recorded
 * @param cutShort cycles whose search the time limit cut short: they cannot be repeated and are not compared
 * @param leftOut cycles that the journal lacks, since the disk was too slow
 * @param different decisions and summaries that are not the same, to the bit
 * @param first the first of those
 */
public record ReplayResult(
        SortedSet<String> versions,
        SortedSet<String> policies,
        Optional<Span> span,
        long cycles,
        long decisions,
        long cutShort,
        long leftOut,
        long different,
        List<Difference> first) {
    public ReplayResult {
        versions = Collections.unmodifiableSortedSet(new TreeSet<>(versions));
        policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
        first = List.copyOf(first);
    }

    /** When the first and the last cycle measured. */
    public record Span(Instant from, Instant to) {
        public Span {
            Checks.present(from, "from");
            Checks.present(to, "to");
        }
    }

    public boolean same() {
        return different == 0;
    }
}
