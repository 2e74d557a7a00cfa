package ai.llmd.wva.serving.keda;

import io.vertx.core.buffer.Buffer;

/** A question for the value of a metric. */
record MetricsRequest(ScaledObjectRef object, String metric) {
    private static final int OBJECT = 1;
    private static final int METRIC = 2;

    static MetricsRequest parse(Buffer message) {
        var object = Buffer.buffer();
        var metric = "";
        var fields = new FieldReader(message);
        for (int field = fields.next(); field != 0; field = fields.next()) {
            switch (field) {
                case OBJECT -> object = fields.bytes();
                case METRIC -> metric = fields.text();
                default -> fields.skip();
            }
        }
        return new MetricsRequest(ScaledObjectRef.parse(object), metric);
    }
}
