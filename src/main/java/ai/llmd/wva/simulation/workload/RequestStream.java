package ai.llmd.wva.simulation.workload;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The requests that a seed makes of a workload, in order of time and made one at a time; at equal times in the order of
 * the models. The same workload and seed give the same requests on every machine.
 */
public final class RequestStream implements Iterator<OfferedRequest> {
    private final List<ModelRequests> models = new ArrayList<>();
    private final OfferedRequest[] next;

    private RequestStream(Workload workload, long seed) {
        for (int i = 0; i < workload.models().size(); i++) {
            models.add(ModelRequests.of(workload.models().get(i), i, seed, workload.durationSeconds()));
        }
        next = new OfferedRequest[models.size()];
        for (int i = 0; i < next.length; i++) {
            advance(i);
        }
    }

    public static RequestStream of(Workload workload, long seed) {
        return new RequestStream(workload, seed);
    }

    @Override
    public boolean hasNext() {
        return earliest() >= 0;
    }

    @Override
    public OfferedRequest next() {
        int model = earliest();
        if (model < 0) {
            throw new NoSuchElementException("the workload has ended");
        }
        var request = next[model];
        advance(model);
        return request;
    }

    private int earliest() {
        int earliest = -1;
        for (int i = 0; i < next.length; i++) {
            if (next[i] != null && (earliest < 0 || next[i].atMillis() < next[earliest].atMillis())) {
                earliest = i;
            }
        }
        return earliest;
    }

    private void advance(int model) {
        next[model] = models.get(model).hasNext() ? models.get(model).next() : null;
    }
}
