package ai.llmd.wva.simulation.workload;

import java.util.Iterator;

/** The requests of one model, in order of time. */
interface ModelRequests extends Iterator<OfferedRequest> {
    /** The requests that a seed makes, until so many seconds. */
    static ModelRequests of(ModelLoad model, int index, long seed, double untilSeconds) {
        var clients = new RequestDetails(model, index, seed);
        if (model.load() instanceof OfferedLoad.Staged staged) {
            return new StagedRequests(staged, clients, index, seed, untilSeconds);
        }
        return new RecordedRequests(((OfferedLoad.Recorded) model.load()).trace(), clients, untilSeconds);
    }
}
