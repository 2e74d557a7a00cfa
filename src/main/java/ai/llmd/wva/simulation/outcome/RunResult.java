package ai.llmd.wva.simulation.outcome;

import ai.llmd.wva.simulation.contender.Scene;
import java.util.List;

/**
 * Everything that happened in one run.
 *
 * @param contender its name
 * @param durationMillis the time that counts: arrivals end with it, and replicas are paid up to it
 * @param endedMillis when the last request had ended or nobody waited for it any longer; not before the duration
 * @param moments in order of time, targets in order within each
 * @param notes in order of time
 */
public record RunResult(
        Scene scene,
        String contender,
        double durationMillis,
        double endedMillis,
        RequestLedger requests,
        List<ReplicaLife> replicas,
        List<Moment> moments,
        List<Note> notes) {
    public RunResult {
        replicas = List.copyOf(replicas);
        moments = List.copyOf(moments);
        notes = List.copyOf(notes);
    }

    /** The same under another contender's name. */
    public RunResult calling(String name) {
        return new RunResult(scene, name, durationMillis, endedMillis, requests, replicas, moments, notes);
    }
}
