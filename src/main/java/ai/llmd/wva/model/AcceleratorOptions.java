package ai.llmd.wva.model;

import java.util.List;
import java.util.Optional;

/**
 * What a variant runs on, and what else it could run on.
 *
 * @param label the accelerator it runs on now, where the label says so
 * @param profiles one for each accelerator that it could run on, in the order of the resource
 * @param keep whether never to propose another accelerator; empty = as the settings say
 */
public record AcceleratorOptions(Optional<String> label, List<PerformanceProfile> profiles, Optional<Boolean> keep) {
    public AcceleratorOptions {
        profiles = List.copyOf(profiles);
    }

    /** The profile for an accelerator. */
    public Optional<PerformanceProfile> profileFor(String accelerator) {
        for (var profile : profiles) {
            if (profile.accelerator().equals(accelerator)) {
                return Optional.of(profile);
            }
        }
        return Optional.empty();
    }

    /** The accelerator it runs on now: its label, else that of its only profile, else unknown. */
    public Optional<String> current() {
        if (label.isPresent()) {
            return label;
        }
        return profiles.size() == 1 ? Optional.of(profiles.get(0).accelerator()) : Optional.empty();
    }
}
