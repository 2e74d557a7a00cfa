package ai.llmd.wva.optimize.output;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.PriceText;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.optimize.Answer;
import ai.llmd.wva.optimize.ServerAnswer;
import ai.llmd.wva.optimize.ServerPart;
import ai.llmd.wva.optimize.Service;
import ai.llmd.wva.text.Text;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The answer for programs, as JSON or YAML: llm-inferno's {@code {"allocations": {server: {...}}}}, a list of such for
 * a server on several accelerators; and beside it what the whole costs, how good that is, and who is left out. Rates
 * are requests a minute, latencies milliseconds, costs cents an hour.
 */
public final class TreeWriter {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();
    private static final int DECIMALS = 6;

    private TreeWriter() {}

    public static String json(Answer answer, boolean explain) {
        return text(JSON, answer, explain);
    }

    public static String yaml(Answer answer, boolean explain) {
        return text(YAML, answer, explain);
    }

    private static String text(ObjectMapper mapper, Answer answer, boolean explain) {
        return mapper.writeValueAsString(tree(answer, explain)).stripTrailing();
    }

    static ObjectNode tree(Answer answer, boolean explain) {
        var root = JsonNodeFactory.instance.objectNode();
        var allocations = root.putObject("allocations");
        answer.servers().forEach(server -> allocation(allocations, server, explain));
        var summary = answer.summary();
        number(root, "totalCost", summary.costCentsPerHour());
        number(root, "lowerBound", summary.lowerBoundCentsPerHour());
        number(root, "gap", summary.gap());
        var unserved = root.putArray("unserved");
        answer.with(Service.NONE).forEach(server -> unserved.add(server.name()));
        var partial = root.putObject("partial");
        answer.with(Service.PARTIAL).forEach(server -> partial.put(server.name(), server.neededReplicas()));
        var reasons = root.putObject("reasons");
        answer.servers().stream()
                .filter(server -> server.service() != Service.FULL)
                .forEach(server -> reasons.put(server.name(), server.reason()));
        var kept = root.putObject("notWorthAMove");
        answer.keptFrom().forEach((name, other) -> alternative(kept.putObject(name), other));
        root.put("solver", answer.solver());
        number(root, "millis", answer.millis());
        root.put("serviceProven", summary.serviceProven());
        root.put("complete", summary.complete());
        return root;
    }

    /** Nothing for a server that gets nothing; why is under {@code reasons}. */
    private static void allocation(ObjectNode allocations, ServerAnswer server, boolean explain) {
        if (server.service() == Service.NONE && server.replicas() == 0) {
            return;
        }
        List<ObjectNode> parts =
                server.parts().stream().map(one -> part(server, one, explain)).toList();
        if (parts.size() == 1) {
            allocations.set(server.name(), parts.get(0));
        } else {
            parts.forEach(allocations.putArray(server.name())::add);
        }
    }

    private static ObjectNode part(ServerAnswer server, ServerPart part, boolean explain) {
        var decision = part.decision();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("accelerator", decision.accelerator());
        decision.desiredReplicas().ifPresent(replicas -> node.put("numReplicas", replicas));
        decision.allocation().ifPresent(allocation -> node.put("maxBatch", allocation.maxBatchSize()));
        number(node, "cost", part.costCentsPerHour());
        decision.allocation().ifPresent(allocation -> {
            number(node, "itlAverage", allocation.itlMillis());
            number(node, "ttftAverage", allocation.ttftMillis());
        });
        boolean alone = server.parts().size() == 1;
        load(node.putObject("load"), server.load(), alone ? server.load().arrivalRatePerSecond() : rate(decision));
        if (explain) {
            explanation(node.putObject("explanation"), part);
        }
        return node;
    }

    /** The share of the load of one part of several. */
    private static double rate(Decision decision) {
        return decision.allocation().map(Allocation::rateTargetPerSecond).orElse(0.0);
    }

    private static void load(ObjectNode node, Load load, double ratePerSecond) {
        number(node, "arrivalRate", ratePerSecond * SECONDS_PER_MINUTE);
        number(node, "avgInTokens", load.inputTokens().orElse(0));
        number(node, "avgOutTokens", load.outputTokens().orElse(0));
    }

    private static void alternative(ObjectNode node, Alternative other) {
        node.put("accelerator", other.accelerator());
        node.put("numReplicas", other.replicas());
        number(node, "cost", other.costCentsPerHour());
    }

    private static void explanation(ObjectNode node, ServerPart part) {
        var decision = part.decision();
        node.put("reason", DecisionText.reason(decision));
        node.put("bindingConstraint", DecisionText.constraint(decision.constraint()));
        decision.allocation().ifPresent(allocation -> {
            var rates = node.putObject("ratePerReplica");
            number(rates, "withinTargets", allocation.maxRatePerSecond() * SECONDS_PER_MINUTE);
            limit(rates, "itl", allocation.limits().itl());
            limit(rates, "ttft", allocation.limits().ttft());
            limit(rates, "tokensPerSecond", allocation.limits().tokensPerSecond());
            limit(rates, "throughput", OptionalDouble.of(allocation.limits().throughput()));
        });
        part.price().ifPresent(price -> node.put("price", PriceText.of(price)));
        DecisionText.runnerUp(decision).ifPresent(next -> node.put("runnerUp", next));
        DecisionText.changesAt(decision).ifPresent(change -> node.put("changesAt", change));
        decision.suggestedWeightPercent().ifPresent(weight -> node.put("suggestedWeight", weight));
        decision.advice().ifPresent(advice -> {
            alternative(node.putObject("advice"), advice);
        });
    }

    private static void limit(ObjectNode rates, String name, OptionalDouble ratePerSecond) {
        ratePerSecond.ifPresent(rate -> number(rates, name, rate * SECONDS_PER_MINUTE));
    }

    /** With up to six decimals; null where nothing is known. */
    private static void number(ObjectNode node, String name, double value) {
        if (!Double.isFinite(value)) {
            node.putNull(name);
            return;
        }
        var rounded = Text.rounded(value, DECIMALS);
        node.set(
                name,
                rounded instanceof Long whole
                        ? node.numberNode(whole.longValue())
                        : node.numberNode(rounded.doubleValue()));
    }
}
