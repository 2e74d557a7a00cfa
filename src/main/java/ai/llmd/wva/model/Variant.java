package ai.llmd.wva.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A declared variant: one model served by one target, with a profile for each accelerator that it can run on.
 *
 * @param uid of the resource: a re-created resource of the same name is another variant
 * @param generation of the resource that this was read from
 * @param modelId the {@code model_name} of vLLM's metrics and the key in service classes
 * @param acceleratorLabel the accelerator it runs on now, where the label says so
 * @param profiles one for each accelerator, in the order of the resource
 * @param keepAccelerator empty = as the settings say
 * @param fallbackReplicas what to fall to when the last good decision is too old
 * @param previous the last decision that its status shows
 * @param faults why it cannot be planned, in words for its owner; empty when it can
 */
public record Variant(
        VariantId id,
        String uid,
        long generation,
        String modelId,
        TargetRef targetRef,
        TargetState target,
        Optional<String> acceleratorLabel,
        List<PerformanceProfile> profiles,
        Optional<SloClassRef> sloClassRef,
        OptionalInt minReplicas,
        OptionalInt maxReplicas,
        Optional<Boolean> keepAccelerator,
        OptionalInt fallbackReplicas,
        Optional<PreviousDecision> previous,
        List<String> faults) {

    public Variant {
        profiles = List.copyOf(profiles);
        faults = List.copyOf(faults);
    }

    public Optional<PerformanceProfile> profileFor(String accelerator) {
        for (var profile : profiles) {
            if (profile.accelerator().equals(accelerator)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** The accelerator it runs on now: its label, else that of its only profile, else unknown. */
    public Optional<String> currentAccelerator() {
        if (acceleratorLabel.isPresent()) {
            return acceleratorLabel;
        }
        return profiles.size() == 1 ? Optional.of(profiles.get(0).accelerator()) : Optional.empty();
    }

    /** Replicas of its target now; 0 while the target is missing. */
    public int currentReplicas() {
        return target instanceof TargetState.Found found ? found.currentReplicas() : 0;
    }
}
