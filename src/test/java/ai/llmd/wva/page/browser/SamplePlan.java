package ai.llmd.wva.page.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** What the planner answers to more load and half the target. */
final class SamplePlan {
    private SamplePlan() {}

    static JsonObject of(Instant now) {
        var own = changed("assist-llama-70b-h100", 5, 9)
                .put("reason", "load 23.9/s needs 9 replicas within a TTFT of 250 ms");
        return new JsonObject()
                .put("cycle", SampleAnswers.CYCLE)
                .put("basedOn", now.toString())
                .put("costCentsPerHour", new JsonObject().put("before", 8205).put("after", 9785))
                .put("variants", new JsonArray().add(own).add(changed("assist-llama-70b-mi300x", 3, 4)));
    }

    private static JsonObject changed(String name, int before, int after) {
        return new JsonObject()
                .put("namespace", "chat")
                .put("name", name)
                .put("before", plan(before))
                .put("after", plan(after))
                .put("reason", "more of it");
    }

    private static JsonObject plan(int replicas) {
        return new JsonObject()
                .put("replicas", replicas)
                .put("costCentsPerHour", replicas * 395)
                .put("ttftMillis", 396.0)
                .put("itlMillis", 30.5);
    }
}
