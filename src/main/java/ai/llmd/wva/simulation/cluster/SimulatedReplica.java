package ai.llmd.wva.simulation.cluster;

import ai.llmd.wva.engine.Engine;
import ai.llmd.wva.engine.EngineCounters;
import ai.llmd.wva.engine.EngineListener;
import ai.llmd.wva.engine.EngineState;
import ai.llmd.wva.engine.Sequence;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.outcome.ReplicaLife;

/** One replica: a pod with an engine in it, from creation to termination. */
public final class SimulatedReplica {
    private final Target target;
    private final String name;
    private final double createdMillis;
    private final Engine engine;
    private final EngineCounters counters;

    private double scheduledMillis = Double.NaN;
    private double readyMillis = Double.NaN;
    private double drainingMillis = Double.NaN;
    private double goneMillis = Double.NaN;
    private boolean reclaimed;

    /** One that was just made. */
    SimulatedReplica(Target target, String name, double createdMillis, ReplicaEvents events) {
        this.target = target;
        this.name = name;
        this.createdMillis = createdMillis;
        this.counters = new EngineCounters(target.limits());
        this.engine = new Engine(target.law(), target.limits(), counters.then(passingOn(events)));
    }

    private EngineListener passingOn(ReplicaEvents events) {
        return new EngineListener() {
            @Override
            public void finished(Sequence sequence) {
                events.finished(SimulatedReplica.this, sequence);
            }
        };
    }

    public String name() {
        return name;
    }

    public Target target() {
        return target;
    }

    public double createdMillis() {
        return createdMillis;
    }

    /** NaN before it is. */
    public double readyMillis() {
        return readyMillis;
    }

    /** Has its devices. */
    public boolean isScheduled() {
        return !Double.isNaN(scheduledMillis);
    }

    /** Serves new requests. */
    public boolean isReady() {
        return !Double.isNaN(readyMillis) && !isLeaving();
    }

    /** Was asked to go, and may be gone. */
    public boolean isLeaving() {
        return !Double.isNaN(drainingMillis);
    }

    public boolean isGone() {
        return !Double.isNaN(goneMillis);
    }

    public Engine engine() {
        return engine;
    }

    /** What its metrics page counts; its gauges are those of {@link #state}. */
    public EngineCounters counters() {
        return counters;
    }

    /** The state of its engine once that has got to an instant. */
    public EngineState state(double atMillis) {
        engine.advance(atMillis);
        return engine.state();
    }

    void schedule(double atMillis) {
        scheduledMillis = atMillis;
    }

    void becomeReady(double atMillis) {
        readyMillis = atMillis;
    }

    void drain(double atMillis) {
        drainingMillis = atMillis;
    }

    void go(double atMillis) {
        goneMillis = atMillis;
    }

    void reclaim(double atMillis) {
        reclaimed = true;
        drainingMillis = Double.isNaN(drainingMillis) ? atMillis : drainingMillis;
        goneMillis = atMillis;
    }

    /** What it was, as far as it has come. */
    ReplicaLife life() {
        return new ReplicaLife(
                target.index(),
                name,
                createdMillis,
                scheduledMillis,
                readyMillis,
                drainingMillis,
                goneMillis,
                reclaimed);
    }
}
