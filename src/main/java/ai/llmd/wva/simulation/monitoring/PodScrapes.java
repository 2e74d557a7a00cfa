package ai.llmd.wva.simulation.monitoring;

import ai.llmd.wva.engine.EngineSeries;
import ai.llmd.wva.simulation.cluster.SimulatedReplica;

/** A pod as monitoring knows it. */
final class PodScrapes {
    private final SimulatedReplica replica;
    private final EngineSeries series;
    private final ScrapedColumns columns;
    private final PodSamples samples;

    PodScrapes(SimulatedReplica replica, String namespace, String model) {
        this.replica = replica;
        this.series = replica.counters().series(ScrapedColumns::isStored);
        this.columns = new ScrapedColumns(series);
        this.samples = new PodSamples(columns.labels(namespace, model, replica.name()));
    }

    void scrape(double nowMillis) {
        var state = replica.state(nowMillis);
        var row = new double[columns.width()];
        series.read(state, row);
        row[columns.width() - 1] = state.unprefilledTokens();
        samples.add(nowMillis, row);
    }

    SimulatedReplica replica() {
        return replica;
    }

    ScrapedColumns columns() {
        return columns;
    }

    PodSamples samples() {
        return samples;
    }
}
