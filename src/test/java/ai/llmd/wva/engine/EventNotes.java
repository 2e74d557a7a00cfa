package ai.llmd.wva.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Notes in words what an engine tells, with the time, as {@link ReferenceEngine} does. */
final class EventNotes implements EngineListener {
    final List<String> events = new ArrayList<>();
    private final DoubleSupplier nowMillis;

    EventNotes(DoubleSupplier nowMillis) {
        this.nowMillis = nowMillis;
    }

    @Override
    public void scheduled(Sequence sequence) {
        note("scheduled", sequence.id());
    }

    @Override
    public void firstToken(Sequence sequence) {
        note("first", sequence.id());
    }

    @Override
    public void decoded(double atMillis, double gapMillis, int tokens) {
        note("decoded " + gapMillis, tokens);
    }

    @Override
    public void nextToken(Sequence sequence, double gapMillis) {
        note("next " + gapMillis, sequence.id());
    }

    @Override
    public void finished(Sequence sequence) {
        note("finished", sequence.id());
    }

    @Override
    public void preempted(Sequence sequence) {
        note("preempted", sequence.id());
    }

    @Override
    public void aborted(Sequence sequence) {
        note("aborted", sequence.id());
    }

    private void note(String what, long which) {
        events.add(nowMillis.getAsDouble() + " " + what + " " + which);
    }
}
