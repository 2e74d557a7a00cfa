package ai.llmd.wva.planning.solver;

import ai.llmd.wva.model.Capacity;
import java.util.HashMap;
import java.util.Map;

/** The devices that are left while they are handed out. A type that is not limited never runs out. */
final class Stock {
    private final Map<String, Long> left;

    Stock(Capacity capacity) {
        left = new HashMap<>(capacity.devices());
    }

    /** Takes all of a choice, or nothing where that is more than what is left. */
    boolean take(Choice choice) {
        var parts = choice.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (!take(parts.get(i).type(), parts.get(i).devices())) {
                for (int j = 0; j < i; j++) {
                    give(parts.get(j).type(), parts.get(j).devices());
                }
                return false;
            }
        }
        return true;
    }

    /** Takes so many replicas of a part, and fewer where the devices do not suffice for them; says how many. */
    int takeReplicas(Part part, int most) {
        Long devices = left.get(part.type());
        int replicas = devices == null ? most : (int) Math.min(most, devices / part.devicesPerReplica());
        take(part.type(), replicas * part.devicesPerReplica());
        return replicas;
    }

    /** Whether one replica of some part of a choice can still be had. */
    boolean hasOneOf(Choice choice) {
        for (var part : choice.parts()) {
            Long devices = left.get(part.type());
            if (part.replicas() > 0 && (devices == null || devices >= part.devicesPerReplica())) {
                return true;
            }
        }
        return false;
    }

    private boolean take(String type, long devices) {
        Long available = left.get(type);
        if (available == null) {
            return true;
        }
        if (available < devices) {
            return false;
        }
        left.put(type, available - devices);
        return true;
    }

    private void give(String type, long devices) {
        left.computeIfPresent(type, (key, available) -> available + devices);
    }
}
