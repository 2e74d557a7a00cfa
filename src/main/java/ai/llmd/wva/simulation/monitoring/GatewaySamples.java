package ai.llmd.wva.simulation.monitoring;

import ai.llmd.wva.metrics.RawSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** What was stored of the gateway: the requests that it holds back, model by model. */
final class GatewaySamples {
    /** Of the flow control of Gateway API Inference Extension's endpoint picker. */
    private static final String QUEUE_SIZE = "inference_extension_flow_control_queue_size";

    private final PodSamples samples;
    private final int[] columns;

    GatewaySamples(String namespace, List<String> models) {
        var labels = new ArrayList<Map<String, String>>();
        for (var model : models) {
            labels.add(Map.of(RawSeries.NAME, QUEUE_SIZE, "namespace", namespace, "model_name", model));
        }
        this.samples = new PodSamples(labels);
        this.columns = new int[models.size()];
        for (var i = 0; i < columns.length; i++) {
            columns[i] = i;
        }
    }

    /** Scrapes what is queued for each model, by its index. */
    void scrape(double nowMillis, IntUnaryOperator queued) {
        var row = new double[columns.length];
        for (var i = 0; i < row.length; i++) {
            row[i] = queued.applyAsInt(i);
        }
        samples.add(nowMillis, row);
    }

    List<RawSeries> series(double afterMillis) {
        return samples.series(columns, afterMillis);
    }
}
