package ai.llmd.wva.simulation.oracle;

import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.workload.RequestStream;
import java.util.Arrays;

/**
 * What the requests of a model ask of one target that serves them all, in replica-milliseconds, bin by bin. A prompt is
 * put off for a minute at most, even where the target for TTFT is longer or there is none: who may wait for ever would
 * ask nothing.
 */
public final class TargetDemand {
    private static final double MIX_MILLIS = 60_000;
    private static final double MOST_SLACK_MILLIS = 60_000;

    private final Target target;
    private final double[] arrived;
    private final double[] due;
    private final double[] busy;
    private double overallMillis;

    private TargetDemand(Target target, int bins) {
        this.target = target;
        this.arrived = new double[bins];
        this.due = new double[bins];
        this.busy = new double[bins];
    }

    /** The demand of a scene's requests on the target at an index, as if it served all of its model. */
    public static TargetDemand of(Scene scene, int index) {
        var target = scene.targets().get(index);
        var workload = scene.workload();
        var costs = ServingCosts.of(workload, scene.seed(), target, MIX_MILLIS);
        var demand = new TargetDemand(target, Bins.count(workload, Bins.MILLIS));
        demand.overallMillis = 1000 / costs.overall().requestsPerSecond();
        for (var requests = RequestStream.of(workload, scene.seed()); requests.hasNext(); ) {
            var request = requests.next();
            if (request.model() == target.model()) {
                var full = costs.at(request.atMillis());
                demand.add(
                        request.atMillis(),
                        full.promptMillis(request.inputTokens()),
                        full.replicaMillis(request.inputTokens(), request.outputTokens()),
                        full.requestMillis(request.inputTokens(), request.outputTokens()));
            }
        }
        return demand;
    }

    private void add(double atMillis, double prompt, double work, double durationMillis) {
        var slackMillis = Math.min(target.ttftMillis(), MOST_SLACK_MILLIS);
        var firstTokenMillis = atMillis + slackMillis;
        arrived[Bins.index(atMillis, Bins.MILLIS, arrived.length)] += work;
        spread(busy, atMillis, slackMillis, prompt);
        spread(busy, atMillis, durationMillis, work - prompt);
        spread(due, firstTokenMillis, 1, prompt);
        spread(due, firstTokenMillis, durationMillis, work - prompt);
    }

    /** Work goes on evenly all along; what is done after the last bin does not count. */
    private static void spread(double[] bins, double atMillis, double durationMillis, double work) {
        var endMillis = atMillis + durationMillis;
        for (int bin = (int) StrictMath.floor(atMillis / Bins.MILLIS);
                bin < bins.length && bin * Bins.MILLIS < endMillis;
                bin++) {
            var from = Math.max(atMillis, bin * Bins.MILLIS);
            var to = Math.min(endMillis, (bin + 1) * Bins.MILLIS);
            bins[bin] += work * (to - from) / durationMillis;
        }
    }

    public Target target() {
        return target;
    }

    /** Work of the requests that come in each bin. */
    double[] arrived() {
        return arrived.clone();
    }

    /**
     * Work that must be done by the end of each bin, since a prompt is read within its latency target or a minute, and
     * from then on an answer comes at least as fast as on a full replica.
     */
    double[] due() {
        return due.clone();
    }

    /** Replicas that are busy, mean of each bin, where every request starts when it comes. */
    public double[] busyReplicas() {
        return Arrays.stream(busy).map(work -> work / Bins.MILLIS).toArray();
    }

    /** What a request costs in mean, in replica-milliseconds; also where there is none. */
    double requestMillis() {
        return overallMillis;
    }

    /** Replicas that the requests keep busy, mean of all the time. */
    public double meanReplicas() {
        return most(arrived, arrived.length);
    }

    /** The same for the minute that asks most. */
    public double peakReplicas() {
        return most(arrived, (int) Math.min(arrived.length, 60_000 / Bins.MILLIS));
    }

    private static double most(double[] work, int bins) {
        var sum = 0.0;
        var most = 0.0;
        for (int i = 0; i < work.length; i++) {
            sum += work[i] - (i >= bins ? work[i - bins] : 0);
            most = Math.max(most, sum);
        }
        return most / (bins * Bins.MILLIS);
    }
}
