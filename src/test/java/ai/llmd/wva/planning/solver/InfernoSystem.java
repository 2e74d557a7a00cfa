package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.queueing.DecodeTime;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.PrefillTime;
import ai.llmd.wva.queueing.Replica;
import ai.llmd.wva.queueing.RequestShape;
import ai.llmd.wva.queueing.Sizer;
import ai.llmd.wva.queueing.Sizing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** llm-inferno's small example: 15 servers of 5 models in 3 classes on 6 accelerators of 4 device types. */
final class InfernoSystem {
    private static final double SECONDS_PER_MINUTE = 60;

    private final Map<String, JsonNode> accelerators = new HashMap<>();
    private final Map<String, JsonNode> classes = new HashMap<>();
    private final Map<String, List<JsonNode>> profiles = new HashMap<>();
    private final JsonNode servers;
    private final TreeMap<String, Long> devices = new TreeMap<>();

    InfernoSystem() {
        var system = SharedData.json("inferno/small/system-data.json").get("system");
        for (var row : system.get("acceleratorData").get("accelerators")) {
            accelerators.put(row.get("name").asString(), row);
        }
        for (var row : system.get("serviceClassData").get("serviceClasses")) {
            classes.put(row.get("name").asString(), row);
        }
        for (var row : system.get("modelData").get("models")) {
            profiles.computeIfAbsent(row.get("name").asString(), name -> new ArrayList<>())
                    .add(row);
        }
        for (var row : system.get("capacityData").get("count")) {
            devices.put(row.get("type").asString(), row.get("count").asLong());
        }
        servers = system.get("serverData").get("servers");
    }

    /** The servers' demands with every capacity scaled and rounded down. */
    AllocationProblem problem(double capacityScale, SaturationPolicy policy) {
        var demands = new ArrayList<Demand>();
        for (var server : servers) {
            var choices = new ArrayList<Choice>();
            for (var kind : kinds(server)) {
                int replicas = (int) Math.max(Math.ceil(ratePerSecond(server) / kind.ratePerReplica()), 1);
                var part = kind.part().withReplicas(replicas);
                choices.add(new Choice(List.of(part), part.costCentsPerHour()));
            }
            demands.add(new Demand(name(server), priority(server), choices));
        }
        return new AllocationProblem(demands, capacity(capacityScale), policy);
    }

    /** The same, each server's load to be spread over several accelerators. */
    AllocationProblem mixed(double capacityScale, SaturationPolicy policy) {
        var demands = new ArrayList<Demand>();
        for (var server : servers) {
            var ingredients = new ArrayList<Mixture.Ingredient>();
            for (var kind : kinds(server)) {
                ingredients.add(new Mixture.Ingredient(kind.part(), kind.ratePerReplica(), 0, Integer.MAX_VALUE, 0, 0));
            }
            var mixture = new Mixture(ratePerSecond(server), ingredients);
            demands.add(Mixes.demand(name(server), priority(server), mixture).orElseThrow());
        }
        return new AllocationProblem(demands, capacity(capacityScale), policy);
    }

    Capacity capacity(double scale) {
        var scaled = new TreeMap<String, Long>();
        devices.forEach((type, count) -> scaled.put(type, (long) Math.floor(count * scale)));
        return new Capacity(scaled);
    }

    private record Kind(Part part, double ratePerReplica) {}

    private List<Kind> kinds(JsonNode server) {
        var kinds = new ArrayList<Kind>();
        for (var profile : profiles.get(server.get("model").asString())) {
            ratePerReplica(server, profile).ifPresent(rate -> kinds.add(new Kind(part(server, profile), rate)));
        }
        return kinds;
    }

    private Part part(JsonNode server, JsonNode profile) {
        var accelerator = accelerators.get(profile.get("acc").asString());
        long count = profile.get("accCount").asLong();
        return new Part(
                name(server),
                accelerator.get("name").asString(),
                accelerator.get("type").asString(),
                count * accelerator.get("multiplicity").asLong(),
                0,
                count * accelerator.get("cost").asDouble());
    }

    /** N = max(maxBatch * atTokens / outTokens, 1) in whole numbers; ten times as many may wait. */
    private Optional<Double> ratePerReplica(JsonNode server, JsonNode profile) {
        var load = server.get("currentAlloc").get("load");
        int outputTokens = load.get("AvgOutTokens").asInt();
        int batch = Math.max(
                profile.get("maxBatchSize").asInt() * profile.get("atTokens").asInt() / outputTokens, 1);
        var decode = profile.get("decodeParms");
        var prefill = profile.get("prefillParms");
        var replica = Replica.prefillAndDecode(
                batch,
                new DecodeTime(
                        decode.get("alpha").asDouble(), decode.get("beta").asDouble()),
                new PrefillTime(
                        prefill.get("gamma").asDouble(), prefill.get("delta").asDouble()));
        var shape = new RequestShape(load.get("AvgInTokens").asDouble(), outputTokens);
        return Sizer.size(replica, shape, targets(server)) instanceof Sizing.Feasible feasible
                ? Optional.of(feasible.perReplicaRatePerSecond())
                : Optional.empty();
    }

    private LatencyTargets targets(JsonNode server) {
        for (var row : classes.get(server.get("class").asString()).get("modelTargets")) {
            if (row.get("model").equals(server.get("model"))) {
                return new LatencyTargets(
                        row.get("slo-ttft").asDouble(), row.get("slo-itl").asDouble(), 0);
            }
        }
        throw new IllegalStateException("no targets for " + name(server));
    }

    private int priority(JsonNode server) {
        return classes.get(server.get("class").asString()).get("priority").asInt();
    }

    private static String name(JsonNode server) {
        return server.get("name").asString();
    }

    private static double ratePerSecond(JsonNode server) {
        return server.get("currentAlloc").get("load").get("arrivalRate").asDouble() / SECONDS_PER_MINUTE;
    }
}
