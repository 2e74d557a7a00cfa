package ai.llmd.wva.simulation.baseline;

import ai.llmd.wva.simulation.contender.EngineCounter;
import ai.llmd.wva.simulation.contender.TargetSight;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The second saturation analyzer at work on one model: demand and supply in tokens of KV cache. */
final class TokenAnalyzer implements SaturationAnalyzer {
    private static final double LENGTHS_WINDOW_MILLIS = 300_000;

    private final double upFrom;
    private final double downFrom;
    private final Map<Integer, TokenCapacity> capacities = new TreeMap<>();

    TokenAnalyzer(double upFrom, double downFrom) {
        this.upFrom = upFrom;
        this.downFrom = downFrom;
    }

    /** A variant in tokens. */
    private record Supply(VariantPressure variant, double perReplica) {
        int index() {
            return variant.target().index();
        }

        double now() {
            return perReplica * variant.replicas().size();
        }

        double soon() {
            return perReplica * (variant.replicas().size() + variant.starting());
        }

        double centsPerToken() {
            return variant.target().centsPerHour() / perReplica;
        }
    }

    @Override
    public Map<Integer, Integer> targets(List<VariantPressure> variants, Map<Integer, Integer> desired) {
        var targets = new TreeMap<Integer, Integer>();
        variants.forEach(variant -> targets.put(variant.target().index(), variant.current()));
        var demand = 0.0;
        for (var variant : variants) {
            demand += demand(variant);
        }
        var supplies = variants.stream()
                .map(variant -> new Supply(variant, perReplica(variant)))
                .filter(supply -> supply.perReplica() > 0)
                .toList();
        var now = 0.0;
        var soon = 0.0;
        for (var supply : supplies) {
            now += supply.now();
            soon += supply.soon();
        }
        var required = demand / upFrom - soon;
        if (required > 0) {
            add(required, supplies, targets);
        } else {
            remove(now - demand / downFrom, supplies, targets);
        }
        return targets;
    }

    private static void add(double tokens, List<Supply> supplies, Map<Integer, Integer> targets) {
        var left = tokens;
        var cheapestFirst = supplies.stream()
                .sorted(Comparator.comparingDouble(Supply::centsPerToken))
                .toList();
        for (var supply : cheapestFirst) {
            var room = supply.variant().target().maxReplicas() - targets.get(supply.index());
            var added = (int) Math.max(0, Math.min(room, StrictMath.ceil(left / supply.perReplica())));
            targets.merge(supply.index(), added, Integer::sum);
            left -= added * supply.perReplica();
        }
    }

    private static void remove(double tokens, List<Supply> supplies, Map<Integer, Integer> targets) {
        var left = tokens;
        var dearestFirst = supplies.stream()
                .sorted(Comparator.<Supply>comparingDouble(
                                supply -> -supply.variant().target().centsPerHour())
                        .thenComparingDouble(Supply::perReplica))
                .toList();
        for (int i = 0; i < dearestFirst.size(); i++) {
            var supply = dearestFirst.get(i);
            var least = Math.max(
                    i == dearestFirst.size() - 1 ? 1 : 0,
                    supply.variant().target().minReplicas());
            var room = targets.get(supply.index()) - least;
            var removed = (int) Math.max(0, Math.min(room, StrictMath.floor(left / supply.perReplica())));
            targets.merge(supply.index(), -removed, Integer::sum);
            left -= removed * supply.perReplica();
        }
    }

    /** Tokens in the caches, and what waiting requests will have there in the end. */
    private static double demand(VariantPressure variant) {
        var kvTokens = variant.target().limits().kvTokens();
        var perRequest = inputTokens(variant.sight()) + outputTokens(variant.sight());
        var tokens = variant.sight().gatewayQueue() * perRequest;
        for (var replica : variant.replicas()) {
            tokens += replica.kvUsage() * kvTokens + replica.waiting() * perRequest;
        }
        return tokens;
    }

    private double perReplica(VariantPressure variant) {
        return capacities
                .computeIfAbsent(
                        variant.target().index(),
                        index -> new TokenCapacity(variant.target().limits()))
                .perReplica(variant.replicas(), inputTokens(variant.sight()), outputTokens(variant.sight()));
    }

    private static double inputTokens(TargetSight sight) {
        return ratio(sight, EngineCounter.PROMPT_TOKENS, EngineCounter.STARTED);
    }

    private static double outputTokens(TargetSight sight) {
        return ratio(sight, EngineCounter.GENERATED_TOKENS, EngineCounter.FINISHED);
    }

    /** So many of one for each of the other; 0 where unknown. */
    private static double ratio(TargetSight sight, EngineCounter of, EngineCounter per) {
        var divisor = sight.ratePerSecond(per, LENGTHS_WINDOW_MILLIS);
        var dividend = sight.ratePerSecond(of, LENGTHS_WINDOW_MILLIS);
        return dividend.isPresent() && divisor.orElse(0) > 0 ? dividend.getAsDouble() / divisor.getAsDouble() : 0;
    }
}
