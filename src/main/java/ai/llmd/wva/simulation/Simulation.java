package ai.llmd.wva.simulation;

import ai.llmd.wva.simulation.contender.Contender;
import ai.llmd.wva.simulation.contender.Orders;
import ai.llmd.wva.simulation.contender.Scaler;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.monitoring.MonitoredCluster;
import ai.llmd.wva.simulation.monitoring.Monitoring;
import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * One run in virtual time: clients, replicas, monitoring and a contender that scales. The same workload, contender and
 * seed give the same result, to the bit.
 */
public final class Simulation {
    private static final double TAIL_MILLIS = 1_200_000;
    private static final double TAIL_STEP_MILLIS = 1_000;

    private final List<Note> notes = new ArrayList<>();
    private final String contender;
    private final SimulatedWorld world;
    private final Monitoring monitoring;
    private final Scaler scaler;

    private Simulation(Scene scene, Contender contender) {
        this.contender = contender.name();
        this.world = new SimulatedWorld(scene);
        this.monitoring = new Monitoring(world.agenda(), scene);
        world.populate(monitoring::watch);
        this.scaler = contender.start(scene);
    }

    /**
     * Runs a workload to its end, and on until every request has ended, for 20 minutes at most; meanwhile nothing is
     * scaled any more.
     */
    public static RunResult run(Workload workload, Contender contender, long seed) {
        return run(Scenes.of(workload, seed), contender);
    }

    /** The same of a workload that is set up already, on replicas that no calibration names for instance. */
    public static RunResult run(Scene scene, Contender contender) {
        return new Simulation(scene, contender).run();
    }

    private RunResult run() {
        world.start();
        monitoring.watch(world.traffic());
        lookAt(scaler.firstLookMillis());
        world.writeDownFromNowOn();
        var agenda = world.agenda();
        agenda.runUntil(world.durationMillis());
        while (!world.traffic().isOver() && agenda.nowMillis() < world.durationMillis() + TAIL_MILLIS) {
            agenda.runUntil(agenda.nowMillis() + TAIL_STEP_MILLIS);
            world.cluster().advance();
        }
        world.traffic().leave();
        return world.result(contender, notes);
    }

    private void look() {
        var nowMillis = world.agenda().nowMillis();
        var sight = new MonitoredCluster(world.cluster(), monitoring, world.traffic(), nowMillis);
        var nextMillis = scaler.look(sight, new Written());
        if (!(nextMillis > nowMillis)) {
            throw new IllegalStateException(
                    contender + " wants to look again at " + nextMillis + " ms, and it is " + nowMillis + " ms");
        }
        lookAt(nextMillis);
    }

    private void lookAt(double millis) {
        if (millis < world.durationMillis()) {
            world.agenda().at(millis, this::look);
        }
    }

    private final class Written implements Orders {
        @Override
        public void scale(int target, int replicas) {
            world.cluster().scale(target, replicas);
        }

        @Override
        public void note(int target, int desired, boolean held, String why) {
            notes.add(new Note(world.agenda().nowMillis(), target, desired, held, why));
        }
    }
}
