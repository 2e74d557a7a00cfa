package ai.llmd.wva.planning;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.planning.solver.AllocationSolution;
import ai.llmd.wva.planning.solver.Choice;
import ai.llmd.wva.planning.solver.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Devices that are left when everybody has what is needed now go to room for growth, by priority, then name. */
final class LeftForRoom {
    private final SortedMap<String, Long> left;

    private LeftForRoom(Capacity capacity) {
        left = new TreeMap<>(capacity.devices());
    }

    /**
     * What each claim gets in the end, by its name.
     *
     * @param needed who gets what without room
     * @param roomy names of the claims that want room
     */
    static SortedMap<String, Grant> granted(
            Capacity capacity, AllocationSolution needed, List<Claim> claims, Set<String> roomy) {
        var devices = new LeftForRoom(capacity);
        var grants = new TreeMap<String, Grant>();
        for (var claim : claims) {
            var grant = Grant.of(needed, claim.name());
            devices.take(grant.parts());
            grants.put(claim.name(), grant);
        }
        claims.stream()
                .filter(claim -> roomy.contains(claim.name()))
                .sorted(Comparator.<Claim>comparingInt(claim -> claim.demand().priority())
                        .thenComparing(Claim::name))
                .forEach(claim -> grants.compute(claim.name(), (name, own) -> devices.withRoom(claim, own)));
        return grants;
    }

    private Grant withRoom(Claim claim, Grant own) {
        giveBack(own.parts());
        var grant = best(claim.demand().choices(), own);
        take(grant.parts());
        return grant;
    }

    private Grant best(List<Choice> choices, Grant own) {
        for (var choice : choices) {
            if (fits(choice)) {
                return Grant.full(choice);
            }
        }
        for (var choice : choices) {
            if (own.isPartOf(choice)) {
                var part = choice.parts().get(0);
                return new Grant(List.of(part.withReplicas((int) Math.min(part.replicas(), most(part)))), false);
            }
        }
        return new Grant(own.parts(), false);
    }

    private boolean fits(Choice choice) {
        var used = new TreeMap<String, Long>();
        choice.parts().forEach(part -> used.merge(part.type(), part.devices(), Long::sum));
        return used.entrySet().stream()
                .allMatch(entry -> !left.containsKey(entry.getKey()) || entry.getValue() <= left.get(entry.getKey()));
    }

    private long most(Part part) {
        return left.getOrDefault(part.type(), Long.MAX_VALUE) / part.devicesPerReplica();
    }

    private void take(List<Part> parts) {
        parts.forEach(part -> left.computeIfPresent(part.type(), (type, count) -> count - part.devices()));
    }

    private void giveBack(List<Part> parts) {
        parts.forEach(part -> left.computeIfPresent(part.type(), (type, count) -> count + part.devices()));
    }
}
