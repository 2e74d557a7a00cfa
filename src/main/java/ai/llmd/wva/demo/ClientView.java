package ai.llmd.wva.demo;

import ai.llmd.wva.simulation.SimulatedWorld;
import ai.llmd.wva.simulation.score.RequestScore;
import java.util.Arrays;

/**
 * How the clients of a model fared lately, by their own clocks: from the first try on, waits in the gateway included.
 *
 * @param ended requests that came lately and have ended
 * @param met of these, those that were served in full within both targets
 * @param ttftMillis what 95 of 100 waited at most for the first token; NaN of none
 * @param itlMillis likewise, mean time between the tokens of a request
 */
record ClientView(String model, int ended, int met, double ttftMillis, double itlMillis) {
    /** How far back lately goes. */
    static final double WINDOW_MILLIS = 300_000;

    private static final double QUANTILE = 0.95;

    /** Of a model now. */
    static ClientView of(SimulatedWorld world, int model) {
        var asked = world.scene().workload().models().get(model);
        var ledger = world.ledger();
        var since = world.agenda().nowMillis() - WINDOW_MILLIS;
        var first = ledger.size();
        while (first > 0 && ledger.arrivedMillis(first - 1) >= since) {
            first--;
        }
        var ttfts = new double[ledger.size() - first];
        var itls = new double[ledger.size() - first];
        var ended = 0;
        var met = 0;
        var began = 0;
        var spaced = 0;
        for (var index = first; index < ledger.size(); index++) {
            if (ledger.model(index) == model && !Double.isNaN(ledger.endedMillis(index))) {
                ended++;
                met += ledger.meets(index, asked.ttftMillis(), asked.itlMillis()) ? 1 : 0;
                began = add(ttfts, began, ledger.ttftMillis(index));
                spaced = add(itls, spaced, ledger.meanItlMillis(index));
            }
        }
        return new ClientView(asked.name(), ended, met, quantile(ttfts, began), quantile(itls, spaced));
    }

    private static int add(double[] values, int size, double value) {
        if (Double.isNaN(value)) {
            return size;
        }
        values[size] = value;
        return size + 1;
    }

    private static double quantile(double[] values, int size) {
        var sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return RequestScore.quantile(sorted, QUANTILE);
    }
}
