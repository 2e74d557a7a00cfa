package ai.llmd.wva.optimize.output;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.PlanSummary;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TreeWriterTest {
    private final JsonNode tree = json(false);

    @Test
    void aServedServerIsAsLlmInfernoPrintsIt() {
        assertThat(tree.at("/allocations/alone")).isEqualTo(parsed("""
                        {"accelerator": "G2", "numReplicas": 4, "maxBatch": 19, "cost": 92, "itlAverage": 21.190855,
                         "ttftAverage": 263.3,
                         "load": {"arrivalRate": 120, "avgInTokens": 128, "avgOutTokens": 1024.5}}
                        """));
    }

    @Test
    void aMixedServerIsAListAndEachPartHasItsShareOfTheLoad() {
        var parts = tree.at("/allocations/mixed");

        assertThat(parts.isArray()).isTrue();
        assertThat(parts)
                .extracting(part -> part.get("accelerator").stringValue())
                .containsExactly("A100", "G2");
        assertThat(parts)
                .extracting(part -> part.at("/load/arrivalRate").intValue())
                .containsExactly(60, 60);
    }

    @Test
    void whoGetsNothingIsListedWithTheReasonAndHasNoAllocation() {
        assertThat(tree.get("unserved")).extracting(JsonNode::stringValue).containsExactly("held", "unserved");
        assertThat(tree.get("partial")).isEqualTo(parsed("{\"part\": 4}"));
        assertThat(tree.get("reasons").propertyNames()).containsExactly("held", "part", "unserved");
        assertThat(tree.at("/reasons/held").stringValue())
                .isEqualTo("the target cannot be met; current replicas held: 2");
        assertThat(tree.get("allocations").propertyNames()).containsExactly("alone", "held", "mixed", "part");
    }

    @Test
    void whatIsHeldHasNoPrediction() {
        assertThat(tree.at("/allocations/held").propertyNames())
                .containsExactly("accelerator", "numReplicas", "cost", "load");
    }

    @Test
    void theWholeHasItsCostAndProof() {
        assertThat(tree.get("totalCost").doubleValue()).isEqualTo(392.5);
        assertThat(tree.get("lowerBound").intValue()).isEqualTo(390);
        assertThat(tree.get("gap").doubleValue()).isEqualTo(0.006369);
        assertThat(tree.get("solver").stringValue()).isEqualTo("near-exact");
        assertThat(tree.get("millis").doubleValue()).isEqualTo(12.3456);
        assertThat(tree.get("complete").booleanValue()).isTrue();
        assertThat(tree.get("serviceProven").booleanValue()).isTrue();
    }

    @Test
    void whatIsNotProvenIsNull() {
        var unproven = new PlanSummary("greedy", 1, Double.NEGATIVE_INFINITY, false, false);

        var written = parsed(TreeWriter.json(Answers.answer(unproven), false));
        assertThat(written.get("lowerBound").isNull()).isTrue();
        assertThat(written.get("gap").isNull()).isTrue();
        assertThat(written.get("complete").booleanValue()).isFalse();
    }

    @Test
    void explanationsAreAskedFor() {
        assertThat(tree.at("/allocations/alone").has("explanation")).isFalse();
        assertThat(json(true).at("/allocations/alone/explanation")).isEqualTo(parsed("""
                        {"reason": "120.00 requests/min of 1024.50 output tokens need 4 replicas of G2: one carries 31.20 requests/min within inter-token latency 40.00 ms (throughput: 62.40)", "bindingConstraint": "inter-token latency",
                         "ratePerReplica": {"withinTargets": 31.2, "itl": 31.2, "throughput": 62.4},
                         "runnerUp": "A100: 3 replicas, 120.00 cents/h",
                         "changesAt": "above 124.80 requests/min (4 % more load): 5 replicas", "suggestedWeight": 60,
                         "advice": {"accelerator": "L4", "numReplicas": 2, "cost": 80.5}}
                        """));
    }

    @Test
    void yamlSaysTheSame() {
        var yaml = TreeWriter.yaml(Answers.answer(), true);

        assertThat(yaml).startsWith("allocations:\n  alone:\n    accelerator: G2\n    numReplicas: 4\n");
        assertThat(new YAMLMapper().readTree(yaml))
                .isEqualTo(new YAMLMapper().readTree(TreeWriter.json(Answers.answer(), true)));
    }

    private static JsonNode json(boolean explain) {
        return parsed(TreeWriter.json(Answers.answer(), explain));
    }

    private static JsonNode parsed(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
