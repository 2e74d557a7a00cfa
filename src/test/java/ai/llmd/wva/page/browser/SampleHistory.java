package ai.llmd.wva.page.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Six hours of a sample variant that end with what its row says: a wave, a burst, and replicas that follow. */
final class SampleHistory {
    static final int STEP_SECONDS = 60;

    private static final int POINTS = 360;
    private static final int SPARK = 60;
    private static final int MEMORY = 12;
    private static final double PLANNED = 1.08;

    /** Steps until a pod is created, and until it is ready. */
    private static final int CREATED = 1;

    private static final int STARTED = 4;

    private final JsonObject row;
    private final Instant now;
    private final double replicaPerSecond;
    private final double[] arrivals = new double[POINTS];
    private final int[] desired = new int[POINTS];

    SampleHistory(JsonObject row, Instant now) {
        this.row = row;
        this.now = now;
        var load = Optional.ofNullable(row.getJsonObject("load")).orElseGet(JsonObject::new);
        replicaPerSecond = load.getDouble("replicaPerSecond", 1.0);
        var random = new Random(row.getString("model").hashCode() * 31L
                + row.getString("accelerator").hashCode());
        var phase = random.nextDouble();
        for (int i = 0; i < POINTS; i++) {
            var wave = 0.6 + 0.35 * Math.sin((i / (double) POINTS + phase) * 5);
            var burst = Math.exp(-Math.pow((i - 190 - 90 * phase) / 14, 2)) * 0.45;
            var ripple = 0.08 * Math.sin(i / 9.0 + phase * 6) + 0.05 * Math.sin(i / 4.0 + phase * 11);
            arrivals[i] = Math.max(0.05, wave + burst + ripple + random.nextGaussian() * 0.02);
        }
        var factor = load.getDouble("arrivalPerSecond", 0.0) / arrivals[POINTS - 1];
        for (int i = 0; i < POINTS; i++) {
            arrivals[i] *= factor;
            desired[i] = row.getBoolean("asleep") ? 0 : wanted(i);
        }
    }

    private int wanted(int i) {
        var peak = 0.0;
        for (int j = Math.max(0, i - MEMORY); j <= i; j++) {
            peak = Math.max(peak, arrivals[j]);
        }
        return (int) Math.max(1, Math.ceil(peak * PLANNED / replicaPerSecond));
    }

    /** The last hour's load. */
    JsonArray spark() {
        var spark = new JsonArray();
        for (int i = POINTS - SPARK; i < POINTS; i++) {
            spark.add(rounded(arrivals[i]));
        }
        return spark;
    }

    /** When the number changed, newest first: the index of the step. */
    List<Integer> changes() {
        return IntStream.range(1, POINTS)
                .map(i -> POINTS - i)
                .filter(i -> desired[i] != desired[i - 1])
                .boxed()
                .toList();
    }

    int desiredAt(int step) {
        return desired[step];
    }

    double arrivalAt(int step) {
        return rounded(arrivals[step]);
    }

    Instant timeOf(int step) {
        return now.minusSeconds((long) (POINTS - 1 - step) * STEP_SECONDS);
    }

    JsonObject json() {
        var json = new JsonObject().put("stepSeconds", STEP_SECONDS);
        for (var key : List.of(
                "t",
                "arrivalPerSecond",
                "plannedPerSecond",
                "capacityPerSecond",
                "current",
                "ready",
                "desired",
                "ttftMillis",
                "itlMillis",
                "costCentsPerHour")) {
            json.put(key, new JsonArray());
        }
        for (int i = 0; i < POINTS; i++) {
            addStep(json, i);
        }
        return json.put("ttftTargetMillis", target("ttft")).put("itlTargetMillis", target("itl"));
    }

    private void addStep(JsonObject json, int i) {
        var replicas = row.getJsonObject("replicas");
        var last = i == POINTS - 1;
        int current = last ? replicas.getInteger("current") : Math.max(before(i, CREATED), before(i, STARTED));
        int ready = last ? replicas.getInteger("ready") : Math.min(before(i, CREATED), before(i, STARTED));
        var share = arrivals[i] / Math.max(0.1, ready * replicaPerSecond);
        json.getJsonArray("t").add(timeOf(i).getEpochSecond());
        json.getJsonArray("arrivalPerSecond").add(rounded(arrivals[i]));
        json.getJsonArray("plannedPerSecond").add(rounded(arrivals[i] * PLANNED));
        json.getJsonArray("capacityPerSecond").add(rounded(ready * replicaPerSecond));
        json.getJsonArray("current").add(current);
        json.getJsonArray("ready").add(ready);
        json.getJsonArray("desired").add(last ? replicas.getInteger("desired") : desired[i]);
        json.getJsonArray("ttftMillis").add(latency("ttft", share, last));
        json.getJsonArray("itlMillis").add(latency("itl", share, last));
        json.getJsonArray("costCentsPerHour").add(current * row.getDouble("replicaCostCentsPerHour"));
    }

    private int before(int i, int steps) {
        return desired[Math.max(0, i - steps)];
    }

    private Double target(String kind) {
        return row.getJsonObject(kind).getDouble("targetMillis");
    }

    private Double latency(String kind, double share, boolean last) {
        var measured = row.getJsonObject(kind).getDouble("measuredMillis");
        return measured == null || last ? measured : rounded(measured * (0.45 + 0.6 * Math.pow(share, 3)));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
