package ai.llmd.wva.journal;

import ai.llmd.wva.journal.JournalLine.Cycle;
import ai.llmd.wva.journal.JournalLine.Declared;
import ai.llmd.wva.journal.JournalLine.Gap;
import ai.llmd.wva.journal.JournalLine.Remembered;
import ai.llmd.wva.journal.JournalLine.Start;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.ShippedPolicies;
import ai.llmd.wva.policy.PolicyRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Plans the cycles of a journal again, by the policy that planned them, from what it remembered then, and compares each
 * decision to the bit. Takes the lines in order; used by one thread.
 */
public final class Replay implements Consumer<JournalLine> {
    private final int mostDifferences;
    private final List<Difference> first = new ArrayList<>();
    private final SortedSet<String> versions = new TreeSet<>();
    private final SortedSet<String> policies = new TreeSet<>();
    private Optional<Instant> from = Optional.empty();
    private Instant to = Instant.MIN;
    private long cycles;
    private long decisions;
    private long different;
    private long cutShort;
    private long leftOut;
    private Start start;
    private Fleet fleet;
    private PolicyRun<?> run;

    /** @param mostDifferences how many are kept, the first ones; all are counted */
    public Replay(int mostDifferences) {
        this.mostDifferences = mostDifferences;
    }

    @Override
    public void accept(JournalLine line) {
        if (line instanceof Start begun) {
            start = begun;
            fleet = null;
            run = null;
            versions.add(begun.wva());
            policies.add(begun.policy().label());
        } else if (line instanceof Declared declared) {
            fleet = declared.fleet();
        } else if (line instanceof Remembered remembered) {
            run = PolicyMemory.resume(ShippedPolicies.of(start.policy(), start.rules()), remembered.memory());
        } else if (line instanceof Gap gap) {
            leftOut += gap.cycles();
            run = null;
        } else if (line instanceof Cycle cycle) {
            replay(cycle);
        }
    }

    private void replay(Cycle cycle) {
        if (fleet == null || run == null) {
            throw new IllegalArgumentException("the " + (fleet == null ? "fleet" : "memory") + " of cycle "
                    + cycle.cycle() + " is missing before it");
        }
        var planned = run.plan(cycle.observation(fleet), WorkLimit.NONE);
        run = planned.next();
        cycles++;
        from = from.or(() -> Optional.of(cycle.at()));
        to = cycle.at();
        decisions += cycle.decisions().size();
        if (!cycle.summary().complete()) {
            // where the search ended was a matter of time
            cutShort++;
            return;
        }
        planned.plan().decisions().forEach((id, replayed) -> {
            var recorded = cycle.decisions().get(id);
            if (recorded == null) {
                throw new IllegalArgumentException("cycle " + cycle.cycle() + " has no decision on " + id);
            }
            if (!recorded.equals(replayed)) {
                differs(Difference.between(cycle, recorded, replayed));
            }
        });
        if (!cycle.summary().equals(planned.plan().summary())) {
            differs(Difference.ofSummaries(cycle, planned.plan().summary()));
        }
    }

    private void differs(Difference difference) {
        different++;
        if (first.size() < mostDifferences) {
            first.add(difference);
        }
    }

    /** What came of it until now. */
    public ReplayResult result() {
        return new ReplayResult(
                versions,
                policies,
                from.map(begin -> new ReplayResult.Span(begin, to)),
                cycles,
                decisions,
                cutShort,
                leftOut,
                different,
                first);
    }
}
