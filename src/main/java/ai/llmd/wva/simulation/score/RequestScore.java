package ai.llmd.wva.simulation.score;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.simulation.contender.Target;
import ai.llmd.wva.simulation.outcome.RunResult;
import java.util.Arrays;
import java.util.EnumMap;

/** How the requests of a run fared. The limits of a model are those of its first target. */
public final class RequestScore {
    static final double BUCKET_MILLIS = 15_000;

    private RequestScore() {}

    static void of(RunResult run, EnumMap<Measure, Double> values) {
        var requests = run.requests();
        int buckets = Math.max(1, (int) Math.ceil(run.durationMillis() / BUCKET_MILLIS));
        var missed = new boolean[buckets];
        var waits = new double[requests.size()];
        int met = 0;
        for (int i = 0; i < requests.size(); i++) {
            waits[i] = ttftMillis(run, i);
            if (meets(run, i)) {
                met++;
            } else {
                missed[Math.min(buckets - 1, (int) (requests.arrivedMillis(i) / BUCKET_MILLIS))] = true;
            }
        }
        Arrays.sort(waits);
        values.put(Measure.ATTAINMENT, requests.size() == 0 ? Double.NaN : (double) met / requests.size());
        values.put(Measure.PROMISE_KEPT, promiseKept(run));
        values.put(Measure.GOODPUT, met / (run.durationMillis() / MILLIS_PER_SECOND));
        values.put(Measure.RECOVERY, longestStretch(missed) * BUCKET_MILLIS / MILLIS_PER_SECOND);
        values.put(Measure.TTFT_P50, quantile(waits, 0.5));
        values.put(Measure.TTFT_P90, quantile(waits, 0.9));
        values.put(Measure.TTFT_P99, quantile(waits, 0.99));
    }

    /** 1 where every model that promises a percentile kept it for both of its targets, 0 where not; NaN without any. */
    private static double promiseKept(RunResult run) {
        var models = run.scene().workload().models();
        var kept = Double.NaN;
        for (int model = 0; model < models.size(); model++) {
            var percentile = models.get(model).percentile();
            if (percentile.isPresent()) {
                var share = percentile.getAsDouble() / 100;
                var both = share(run, model, models.get(model).ttftMillis(), Double.POSITIVE_INFINITY) >= share
                        && share(
                                        run,
                                        model,
                                        Double.POSITIVE_INFINITY,
                                        models.get(model).itlMillis())
                                >= share;
                kept = both && !(kept == 0) ? 1 : 0;
            }
        }
        return kept;
    }

    /** The share of a model's requests that were served in full within limits; 1 of none. */
    private static double share(RunResult run, int model, double ttftMillis, double itlMillis) {
        int all = 0;
        int met = 0;
        for (int i = 0; i < run.requests().size(); i++) {
            if (run.requests().model(i) == model) {
                all++;
                met += run.requests().meets(i, ttftMillis, itlMillis) ? 1 : 0;
            }
        }
        return all == 0 ? 1 : (double) met / all;
    }

    /** Whether a request was served in full within both limits of its model. */
    public static boolean meets(RunResult run, int index) {
        int model = run.requests().model(index);
        for (Target target : run.scene().targets()) {
            if (target.model() == model) {
                return run.requests().meets(index, target.ttftMillis(), target.itlMillis());
            }
        }
        return false;
    }

    /** To its first token, or as long as it waited for one; who still waits has waited until the run really ended. */
    public static double ttftMillis(RunResult run, int index) {
        var requests = run.requests();
        double ttft = requests.ttftMillis(index);
        if (!Double.isNaN(ttft)) {
            return ttft;
        }
        double ended = requests.endedMillis(index);
        return Math.max(0, (Double.isNaN(ended) ? run.endedMillis() : ended) - requests.arrivedMillis(index));
    }

    /** The smallest value that the given share of all does not exceed; NaN of none. */
    public static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static int longestStretch(boolean[] missed) {
        int longest = 0;
        int current = 0;
        for (boolean miss : missed) {
            current = miss ? current + 1 : 0;
            longest = Math.max(longest, current);
        }
        return longest;
    }
}
