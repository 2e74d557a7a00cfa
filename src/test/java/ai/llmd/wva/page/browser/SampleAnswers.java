package ai.llmd.wva.page.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the API says of a fleet of rows. */
final class SampleAnswers {
    private static final String IDENTITY = "wva-controller-7c9f5d-x2kqm";
    static final long CYCLE = 1841;
    private static final int DECISIONS = 40;

    private SampleAnswers() {}

    static JsonObject controller(Instant now, String role, String leader) {
        return new JsonObject()
                .put("version", "0.1.0")
                .put("identity", IDENTITY)
                .put("role", role)
                .put("leader", leader.isEmpty() ? null : leader)
                .put("now", now.toString())
                .put("startedAt", now.minusSeconds(22_000).toString())
                .put("cycle", CYCLE)
                .put("plannedAt", now.minusSeconds(9).toString())
                .put("intervalSeconds", 60)
                .put("policy", "WVA")
                .put("law", "CONTINUOUS")
                .put("mode", "UNLIMITED");
    }

    static JsonObject leader(Instant now) {
        return controller(now, "leader", IDENTITY);
    }

    static JsonObject totals(List<JsonObject> rows) {
        double cost = 0;
        double desired = 0;
        for (var row : rows) {
            cost += row.getDouble("costCentsPerHour", 0.0);
            var price = row.getDouble("replicaCostCentsPerHour", 0.0);
            desired += row.getJsonObject("replicas").getInteger("desired", 0) * price;
        }
        return new JsonObject()
                .put("variants", rows.size())
                .put("holding", rows.stream().filter(row -> is(row, "HELD")).count())
                .put(
                        "withProblems",
                        rows.stream()
                                .filter(row -> row.getJsonObject("worst") != null)
                                .count())
                .put("costCentsPerHour", cost)
                .put("desiredCostCentsPerHour", desired)
                .put("peakCostCentsPerHour", cost * 1.62)
                .put("spentCents", cost * 5.1)
                .put("peakSpentCents", cost * 1.62 * 6.1)
                .put("sinceSeconds", 21_960);
    }

    private static boolean is(JsonObject row, String outcome) {
        return outcome.equals(row.getString("outcome"));
    }

    static JsonObject variant(JsonObject row, Instant now) {
        var history = new SampleHistory(row, now);
        return new JsonObject()
                .put("row", row)
                .put(
                        "explanation",
                        new JsonArray()
                                .add(row.getString("reason"))
                                .add("the next replica is due at 12.9/s, and one is given up below 8.10/s for 10 min")
                                .add("the runner-up is MI300X: 4 replicas, 1240.00 cents/h"))
                .put("conditions", conditions(row, now))
                .put("profile", profile(now))
                .put("decisions", new JsonArray(decisions(row, history)))
                .put("history", history.json());
    }

    private static JsonObject profile(Instant now) {
        return new JsonObject()
                .put("calibration", "on")
                .put(
                        "declared",
                        new JsonObject()
                                .put("alpha", 9.8)
                                .put("beta", 0.34)
                                .put("gamma", 14.0)
                                .put("delta", 0.021)
                                .put("maxBatchSize", 128))
                .put(
                        "learned",
                        new JsonObject()
                                .put("alpha", 10.4)
                                .put("beta", 0.312)
                                .put("delta", 0.0194)
                                .put("samples", 214)
                                .put("confidence", 0.86)
                                .put("source", "measured here")
                                .put("updatedAt", now.minusSeconds(69).toString()));
    }

    private static JsonArray conditions(JsonObject row, Instant now) {
        var all = new JsonArray()
                .add(condition("TargetResolved", "TargetFound", "Deployment " + row.getString("name") + " exists"))
                .add(condition("MetricsAvailable", "MetricsFound", "4 of 4 ready pods report"))
                .add(condition("OptimizationReady", "OptimizationSucceeded", row.getString("reason")))
                .add(condition("DesiredReached", "Progressing", "current 4, desired 5")
                        .put("status", "False"));
        for (int i = 0; i < all.size(); i++) {
            var worst = row.getJsonObject("worst");
            if (worst != null
                    && worst.getString("type").equals(all.getJsonObject(i).getString("type"))) {
                all.set(i, worst.copy());
            }
            all.getJsonObject(i).put("since", now.minusSeconds(3_000L * (4 - i)).toString());
        }
        return all;
    }

    private static JsonObject condition(String type, String reason, String message) {
        return new JsonObject()
                .put("type", type)
                .put("status", "True")
                .put("reason", reason)
                .put("message", message);
    }

    /** Those of one variant, newest first. */
    static List<JsonObject> decisions(JsonObject row, SampleHistory history) {
        var all = new ArrayList<JsonObject>();
        for (var step : history.changes()) {
            if (all.size() < DECISIONS) {
                all.add(decision(row, history, step));
            }
        }
        return all;
    }

    private static JsonObject decision(JsonObject row, SampleHistory history, int step) {
        var from = history.desiredAt(step - 1);
        var to = history.desiredAt(step);
        return new JsonObject()
                .put(
                        "id",
                        history.timeOf(step).getEpochSecond() * 100
                                + Math.floorMod(SampleFleet.key(row).hashCode(), 100))
                .put("at", history.timeOf(step).toString())
                .put("cycle", CYCLE - 360 + step)
                .put("namespace", row.getString("namespace"))
                .put("name", row.getString("name"))
                .put("outcome", "OPTIMIZED")
                .put("from", from)
                .put("to", to)
                .put(
                        "reason",
                        "load %.2f/s: %d replicas carry %.1f/s, %d would carry %.1f/s"
                                .formatted(
                                        history.arrivalAt(step), to, to * capacity(row), from, from * capacity(row)));
    }

    private static double capacity(JsonObject row) {
        var load = row.getJsonObject("load");
        return load == null ? 1 : load.getDouble("replicaPerSecond");
    }
}
