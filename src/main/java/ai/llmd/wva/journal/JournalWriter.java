package ai.llmd.wva.journal;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.planning.PlanningRules;
import java.io.Closeable;
import java.io.IOException;

/** Writes cycle after cycle, and before them what a reader needs that comes to this part only. Not thread-safe. */
public final class JournalWriter implements Closeable {
    private final JournalOutput output;
    private final JournalLine.Start start;
    private boolean begun;
    private boolean forgotten;
    private Fleet declared;

    /**
     * A writer that has written nothing.
     *
     * @param version of this program
     * @param rules of the policy {@code wva}
     */
    public JournalWriter(JournalOutput output, String version, PolicyKind policy, PlanningRules rules) {
        this.output = output;
        this.start = new JournalLine.Start(RecordJson.FORMAT, version, policy, rules);
    }

    /**
     * Writes one cycle. Whether it was or not, the next may follow.
     *
     * @param leftOut cycles since the last one that are not written
     */
    public void write(PlannedCycle cycle, long leftOut) throws IOException {
        var fleet = cycle.plan().observation().fleet();
        var decided = RecordJson.bytes(JournalLine.Cycle.of(cycle.plan()));
        var fleetLine = changes(fleet);
        var begins = !begun || !output.holds((long) decided.length + fleetLine.length);
        // one that fails halfway is followed by a part of its own
        begun = false;
        if (begins) {
            output.begin();
            output.write(RecordJson.bytes(start));
            forgotten = true;
            fleetLine = RecordJson.bytes(new JournalLine.Declared(fleet));
        }
        if (leftOut > 0) {
            output.write(RecordJson.bytes(new JournalLine.Gap(leftOut)));
        }
        output.write(fleetLine);
        if (forgotten || leftOut > 0) {
            output.write(RecordJson.bytes(new JournalLine.Remembered(RecordJson.tree(cycle.memory()))));
        }
        output.write(decided);
        begun = true;
        declared = fleet;
        // a search that the time limit cut short cannot be repeated, and neither what was remembered of it
        forgotten = !cycle.plan().summary().complete();
    }

    private byte[] changes(Fleet fleet) {
        return declared == null || fleet.equals(declared)
                ? new byte[0]
                : RecordJson.bytes(JournalLine.Changed.between(declared, fleet));
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
