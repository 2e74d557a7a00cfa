package ai.llmd.wva.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Notes what an engine tells, in order. */
final class EventLog implements EngineListener {
    final List<Long> firstTokenOrder = new ArrayList<>();
    final List<Long> finishOrder = new ArrayList<>();
    final List<Long> abortOrder = new ArrayList<>();
    final List<Double> gapsMillis = new ArrayList<>();
    int preemptions;
    long tokens;

    @Override
    public void firstToken(Sequence sequence) {
        tokens++;
        firstTokenOrder.add(sequence.id());
    }

    @Override
    public void decoded(double atMillis, double gapMillis, int tokens) {
        this.tokens += tokens;
        gapsMillis.addAll(Collections.nCopies(tokens, gapMillis));
    }

    @Override
    public void nextToken(Sequence sequence, double gapMillis) {
        tokens++;
        gapsMillis.add(gapMillis);
    }

    @Override
    public void finished(Sequence sequence) {
        finishOrder.add(sequence.id());
    }

    @Override
    public void preempted(Sequence sequence) {
        preemptions++;
    }

    @Override
    public void aborted(Sequence sequence) {
        abortOrder.add(sequence.id());
    }
}
