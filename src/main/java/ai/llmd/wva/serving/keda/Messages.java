package ai.llmd.wva.serving.keda;

import io.vertx.core.buffer.Buffer;

/** The messages that we send. */
final class Messages {
    private static final int RESULT = 1;
    private static final int LIST = 1;
    private static final int NAME = 1;
    private static final int INTEGER = 2;
    private static final int REAL = 3;

    private Messages() {}

    /** An IsActiveResponse. */
    static Buffer active(boolean active) {
        return new FieldWriter().bool(RESULT, active).written();
    }

    /** A GetMetricSpecResponse of one metric. */
    static Buffer spec(String metric, int target) {
        return list(metric, target);
    }

    /** A GetMetricsResponse of one value. */
    static Buffer value(String metric, int value) {
        return list(metric, value);
    }

    /** Both have the same shape, and both numbers twice: the integer is deprecated, and read by older KEDAs. */
    private static Buffer list(String metric, int number) {
        var one = new FieldWriter().text(NAME, metric).integer(INTEGER, number).real(REAL, number);
        return new FieldWriter().message(LIST, one).written();
    }
}
