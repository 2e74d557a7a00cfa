package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.engine.LengthMix;
import ai.llmd.wva.engine.SteadyState;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.workload.RequestStream;
import ai.llmd.wva.simulation.workload.Workload;

/** What the requests of one model cost a full replica of one target, with the mix of lengths at each time. */
final class ServingCosts {
    private final double binMillis;
    private final SteadyState[] bins;
    private final SteadyState overall;

    private ServingCosts(double binMillis, SteadyState[] bins, SteadyState overall) {
        this.binMillis = binMillis;
        this.bins = bins;
        this.overall = overall;
    }

    /** Of a stream with a seed; the mix is that of so many minutes at a time. */
    static ServingCosts of(Workload workload, long seed, Target target, double binMillis) {
        var sums = new LengthMix.Sum[Bins.count(workload, binMillis)];
        var all = new LengthMix.Sum();
        for (var requests = RequestStream.of(workload, seed); requests.hasNext(); ) {
            var request = requests.next();
            if (request.model() == target.model()) {
                var bin = Bins.index(request.atMillis(), binMillis, sums.length);
                sums[bin] = sums[bin] == null ? new LengthMix.Sum() : sums[bin];
                sums[bin].add(request.inputTokens(), request.outputTokens());
                all.add(request.inputTokens(), request.outputTokens());
            }
        }
        var overall = full(target, all.isEmpty() ? LengthMix.of(1, 1) : all.mix());
        var bins = new SteadyState[sums.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = sums[i] == null ? overall : full(target, sums[i].mix());
        }
        return new ServingCosts(binMillis, bins, overall);
    }

    private static SteadyState full(Target target, LengthMix mix) {
        return SteadyState.of(target.law(), target.limits(), mix, target.itlMillis());
    }

    /** A replica that is as full as it may be, at a time. */
    SteadyState at(double millis) {
        return bins[Bins.index(millis, binMillis, bins.length)];
    }

    /** The same for the requests of all the time. */
    SteadyState overall() {
        return overall;
    }
}
