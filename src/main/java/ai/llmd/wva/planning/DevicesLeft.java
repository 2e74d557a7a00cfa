package ai.llmd.wva.planning;

import ai.llmd.wva.model.Capacity;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.SortedMap;
import java.util.TreeMap;

/** The devices of a fleet, less those that some of its variants have whatever is decided on the rest. */
final class DevicesLeft {
    private final Fleet fleet;
    private final SortedMap<String, Long> left;

    DevicesLeft(Fleet fleet) {
        this.fleet = fleet;
        this.left = new TreeMap<>(fleet.capacity().devices());
    }

    /** Takes those of a decision; of one that nothing acts on, those of what runs. */
    void take(Decision decision) {
        var variant = fleet.variants().get(decision.id());
        if (fleet.isAdvisory(variant)) {
            takeRunning(variant, decision.accelerator());
        } else {
            take(variant, decision.accelerator(), decision.desiredReplicas().orElse(0));
        }
    }

    /** Takes those of what a variant runs now. */
    void takeRunning(Variant variant) {
        takeRunning(variant, "");
    }

    /** The same; where nobody says what it runs on, it is taken to be that accelerator. */
    private void takeRunning(Variant variant, String otherwise) {
        take(variant, variant.currentAccelerator().orElse(otherwise), running(variant));
    }

    /** With those that were asked for and are not there yet. */
    private static int running(Variant variant) {
        return variant.target() instanceof TargetState.Found found
                ? Math.max(found.currentReplicas(), found.declaredReplicas())
                : 0;
    }

    private void take(Variant variant, String name, int replicas) {
        fleet.accelerator(variant, name).ifPresent(accelerator -> {
            long devices = fleet.devices(variant.id(), accelerator, replicas);
            left.computeIfPresent(accelerator.device(), (device, count) -> Math.max(0, count - devices));
        });
    }

    Capacity capacity() {
        return new Capacity(left);
    }
}
