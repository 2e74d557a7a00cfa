package ai.llmd.wva.engine;

/** Two that are told of everything, one after the other. */
record ListenerPair(EngineListener first, EngineListener second) implements EngineListener {
    @Override
    public void scheduled(Sequence sequence) {
        first.scheduled(sequence);
        second.scheduled(sequence);
    }

    @Override
    public void firstToken(Sequence sequence) {
        first.firstToken(sequence);
        second.firstToken(sequence);
    }

    @Override
    public void decoded(double atMillis, double gapMillis, int tokens) {
        first.decoded(atMillis, gapMillis, tokens);
        second.decoded(atMillis, gapMillis, tokens);
    }

    @Override
    public void nextToken(Sequence sequence, double gapMillis) {
        first.nextToken(sequence, gapMillis);
        second.nextToken(sequence, gapMillis);
    }

    @Override
    public void finished(Sequence sequence) {
        first.finished(sequence);
        second.finished(sequence);
    }

    @Override
    public void preempted(Sequence sequence) {
        first.preempted(sequence);
        second.preempted(sequence);
    }

    @Override
    public void aborted(Sequence sequence) {
        first.aborted(sequence);
        second.aborted(sequence);
    }
}
