package ai.llmd.wva.engine;

import ai.llmd.wva.queueing.DecodeTime;
import ai.llmd.wva.queueing.Performance;
import ai.llmd.wva.queueing.Replica;
import ai.llmd.wva.queueing.ReplicaModel;
import ai.llmd.wva.queueing.RequestShape;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The engine with the published calibration beside the model that sizes replicas, under Poisson arrivals of geometric
 * lengths: there the model is exact, but for a token's time that passes before a request's first step.
 *
 * @param perMinute requests that arrive
 * @param model what it says
 * @param itlMillis of the engine, mean over all tokens
 * @param waitMillis of the engine, mean over all requests
 */
record QueueingComparison(double perMinute, Performance model, double itlMillis, double waitMillis) {
    private static final double OUTPUT_TOKENS = 178;
    private static final int REQUESTS = 600_000;
    private static final int PLACES = 2_000;

    /** From a third of what the replica can serve to nine tenths. */
    static List<QueueingComparison> atSeveralUtilizations() {
        return DoubleStream.of(20, 30, 40, 50, 55)
                .mapToObj(QueueingComparison::at)
                .toList();
    }

    private static QueueingComparison at(double perMinute) {
        var calibration = Calibration.PUBLISHED;
        var batch = calibration.limits().maxBatch();
        var law = calibration.law();
        var replica = Replica.decodeOnly(batch, new DecodeTime(law.alphaMillis(), law.betaMillis()))
                .withQueue(PLACES);
        var model = new ReplicaModel(replica, new RequestShape(1, OUTPUT_TOKENS)).analyze(perMinute / 60);
        var measured = OpenWorkload.run(law, batch, perMinute, 1, OUTPUT_TOKENS, REQUESTS, 1);
        return new QueueingComparison(perMinute, model, measured.meanGapMillis(), measured.meanWaitMillis());
    }

    double utilization() {
        return model.meanInService() / Calibration.PUBLISHED.limits().maxBatch();
    }

    double itlError() {
        return itlMillis / model.itlMillis() - 1;
    }

    double waitError() {
        return waitMillis / model.waitMillis() - 1;
    }
}
