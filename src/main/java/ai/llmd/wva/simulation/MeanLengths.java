package ai.llmd.wva.simulation;

import ai.llmd.wva.simulation.workload.OfferedLoad;

/**
 * How long the requests of a load are on average, by its description.
 *
 * @param inputTokens of a prompt, at least 1
 * @param outputTokens of an answer, at least 1
 */
record MeanLengths(double inputTokens, double outputTokens) {

    /** Over all of a load; each stage counts by its requests. */
    static MeanLengths of(OfferedLoad load) {
        if (load instanceof OfferedLoad.Recorded recorded) {
            return of(recorded);
        }
        var staged = (OfferedLoad.Staged) load;
        var requests = 0.0;
        var input = 0.0;
        var output = 0.0;
        var start = 0.0;
        for (var stage : staged.stages()) {
            // never 0, so that a load without requests has lengths, too
            var weight = Double.MIN_NORMAL + stage.seconds() * load.ratePerSecondAt(start + stage.seconds() / 2);
            requests += weight;
            input += weight * stage.lengths().input().mean();
            output += weight * stage.lengths().output().mean();
            start += stage.seconds();
        }
        return new MeanLengths(input / requests, output / requests);
    }

    private static MeanLengths of(OfferedLoad.Recorded recorded) {
        var trace = recorded.trace();
        var input = 0.0;
        var output = 0.0;
        for (var i = 0; i < trace.size(); i++) {
            input += trace.inputTokens(i);
            output += trace.outputTokens(i);
        }
        return new MeanLengths(input / trace.size(), output / trace.size());
    }
}
