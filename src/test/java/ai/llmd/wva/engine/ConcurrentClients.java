package ai.llmd.wva.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/** So many clients, each of which asks again as soon as it is served: a closed loop, which all begin at once. */
final class ConcurrentClients implements EngineListener {
    private final Deque<Sequence> served = new ArrayDeque<>();
    private double gapMillis;
    private long gaps;

    /** Mean time from one token to the next over {@code forMillis}. */
    static double meanGapMillis(Calibration calibration, SequenceSpec each, int clients, double forMillis) {
        var counts = new ConcurrentClients();
        var engine = new Engine(calibration.law(), calibration.limits(), counts);
        for (var i = 0; i < clients; i++) {
            engine.submit(0, each);
        }
        while (engine.nextEventMillis() <= forMillis) {
            engine.advance(engine.nextEventMillis());
            for (var ended = counts.served.poll(); ended != null; ended = counts.served.poll()) {
                engine.submit(engine.nowMillis(), each);
            }
        }
        return counts.gapMillis / counts.gaps;
    }

    @Override
    public void decoded(double atMillis, double millis, int tokens) {
        gapMillis += millis * tokens;
        gaps += tokens;
    }

    @Override
    public void nextToken(Sequence sequence, double millis) {
        gapMillis += millis;
        gaps++;
    }

    @Override
    public void finished(Sequence sequence) {
        served.add(sequence);
    }
}
