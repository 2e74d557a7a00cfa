package ai.llmd.wva.optimize;

import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.optimize.input.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a plan server by server: who is served how well, and with which devices. */
final class PlanReader {
    /** A replica carries its largest rate up to rounding. */
    private static final double ROUNDING = 1e-6;

    private final Input input;
    private final Plan plan;
    private final Fleet fleet;

    PlanReader(Input input, Plan plan) {
        this.input = input;
        this.plan = plan;
        this.fleet = plan.observation().fleet();
    }

    List<ServerAnswer> servers(Map<String, List<VariantId>> parts) {
        var servers = new ArrayList<ServerAnswer>();
        parts.forEach((name, ids) -> servers.add(
                server(name, ids.stream().map(id -> plan.decisions().get(id)).toList())));
        return servers;
    }

    private ServerAnswer server(String name, List<Decision> decisions) {
        var variant = input.observation().fleet().variants().get(input.servers().get(name));
        var serviceClass = input.observation().fleet().classFor(variant);
        var load =
                input.observation().measured(variant.id()).map(Measured::load).orElse(Load.NONE);
        return new ServerAnswer(
                name,
                variant.modelId(),
                serviceClass.map(one -> one.name()).orElse(""),
                serviceClass.map(one -> one.priority()).orElse(0),
                serviceClass
                        .flatMap(one -> one.targetFor(variant.modelId()))
                        .orElseGet(() -> new ServiceTarget(0, 0, 0)),
                load,
                service(decisions),
                shown(decisions).stream().map(this::part).toList());
    }

    private ServerPart part(Decision decision) {
        var price = fleet.price(fleet.variants().get(decision.id()), decision.accelerator());
        double cost = decision.allocation()
                .map(Allocation::costCentsPerHour)
                .or(() -> price.map(
                        one -> one.centsPerHour(decision.desiredReplicas().orElse(0))))
                .orElse(0.0);
        return new ServerPart(decision, cost, price, keptFrom(decision, cost));
    }

    /** Where devices of the other are limited, they may be what it lacks. */
    private Optional<Alternative> keptFrom(Decision decision, double costCentsPerHour) {
        return decision.rationale() instanceof OwnLoad load && load.shortage().isEmpty()
                ? load.runnerUp()
                        .filter(other -> other.costCentsPerHour() < costCentsPerHour)
                        .filter(other -> fleet.accelerator(fleet.variants().get(decision.id()), other.accelerator())
                                .filter(one -> fleet.capacity().of(one.device()).isEmpty())
                                .isPresent())
                : Optional.empty();
    }

    private static Service service(List<Decision> decisions) {
        var decided = decisions.stream()
                .filter(decision ->
                        decision.outcome().succeeded() && decision.allocation().isPresent())
                .toList();
        if (decided.isEmpty()) {
            return Service.NONE;
        }
        if (decided.stream().noneMatch(PlanReader::fallsShort)) {
            return Service.FULL;
        }
        return decided.stream().allMatch(decision -> decision.desiredReplicas().orElse(0) == 0)
                ? Service.NONE
                : Service.PARTIAL;
    }

    private static boolean fallsShort(Decision decision) {
        var allocation = decision.allocation().orElseThrow();
        double carried = allocation.replicas() * allocation.maxRatePerSecond();
        return decision.constraint() == Constraint.CAPACITY
                || allocation.rateTargetPerSecond() * (1 - ROUNDING) > carried;
    }

    /** Those that get something; where none does, the one that tells most. */
    private static List<Decision> shown(List<Decision> decisions) {
        var given = decisions.stream()
                .filter(decision -> decision.desiredReplicas().orElse(0) > 0)
                .toList();
        if (!given.isEmpty() || decisions.size() == 1) {
            return given.isEmpty() ? decisions : given;
        }
        return List.of(decisions.stream()
                .filter(decision -> decision.outcome().succeeded())
                .findFirst()
                .orElse(decisions.get(0)));
    }

    List<DeviceUse> devices() {
        var used = new TreeMap<String, Long>();
        fleet.accelerators().values().stream()
                .map(accelerator -> accelerator.device())
                .filter(device -> fleet.capacity().devices().containsKey(device))
                .forEach(type -> used.put(type, 0L));
        for (var decision : plan.decisions().values()) {
            var variant = fleet.variants().get(decision.id());
            fleet.accelerator(variant, decision.accelerator()).ifPresent(accelerator -> {
                int replicas = decision.desiredReplicas().orElse(0);
                long devices = fleet.devices(decision.id(), accelerator, replicas);
                if (devices > 0) {
                    used.merge(accelerator.device(), devices, PlanReader::sum);
                }
            });
        }
        var uses = new ArrayList<DeviceUse>();
        used.forEach((type, count) ->
                uses.add(new DeviceUse(type, count, fleet.capacity().of(type))));
        return uses;
    }

    /** No more than a long holds, rather than less than nothing. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
