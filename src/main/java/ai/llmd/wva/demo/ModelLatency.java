package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.score.RequestScore;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The latencies of a model over a whole run, by both clocks.
 *
 * @param requests that its clients sent
 * @param within the share of them that was served in full within both targets, 0 to 1; NaN of none
 * @param ttftMillis what half, 95 and 99 of 100 clients waited at most, whether or not a token came
 * @param itlMillis likewise of the mean time between the tokens of a request
 * @param servers what the servers counted
 */
record ModelLatency(
        String model, int requests, double within, Quantiles ttftMillis, Quantiles itlMillis, ServerCounts servers) {

    /** NaN of none. */
    record Quantiles(double p50, double p95, double p99) {
        static Quantiles of(double[] values) {
            var sorted = values.clone();
            Arrays.sort(sorted);
            return new Quantiles(
                    RequestScore.quantile(sorted, 0.5),
                    RequestScore.quantile(sorted, 0.95),
                    RequestScore.quantile(sorted, 0.99));
        }
    }

    static ModelLatency of(RunResult run, int model, ServerCounts servers) {
        var requests = run.requests();
        var its = IntStream.range(0, requests.size())
                .filter(index -> requests.model(index) == model)
                .toArray();
        var met = Arrays.stream(its)
                .filter(index -> RequestScore.meets(run, index))
                .count();
        return new ModelLatency(
                run.scene().workload().models().get(model).name(),
                its.length,
                (double) met / its.length,
                quantiles(its, index -> RequestScore.ttftMillis(run, index)),
                quantiles(its, requests::meanItlMillis),
                servers);
    }

    private static Quantiles quantiles(int[] indexes, IntToDoubleFunction value) {
        return Quantiles.of(Arrays.stream(indexes)
                .mapToDouble(value)
                .filter(one -> !Double.isNaN(one))
                .toArray());
    }
}
