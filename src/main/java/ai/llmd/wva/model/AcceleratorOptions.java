package ai.llmd.wva.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a variant runs on, and what else it could run on.
 *
 * @param label the accelerator it runs on now, where the label says so
 * @param profiles one for each accelerator that it could run on, in the order of the resource
 * @param keep whether never to propose another accelerator; empty = as the settings say
 * @param replicaCostCentsPerHour what a replica costs on the accelerator that it runs on, whatever the unit costs say
 * @param learned what its status shows as learned; empty also where that is of other servers than there are now
 */
public record AcceleratorOptions(
        Optional<String> label,
        List<PerformanceProfile> profiles,
        Optional<Boolean> keep,
        OptionalDouble replicaCostCentsPerHour,
        Optional<LearnedProfile> learned) {
    public AcceleratorOptions {
        profiles = List.copyOf(profiles);
        replicaCostCentsPerHour.ifPresent(cost -> Checks.notNegative(cost, "variantCost"));
        Checks.present(learned, "learned");
    }

    /** Where nothing is learned. */
    public AcceleratorOptions(
            Optional<String> label,
            List<PerformanceProfile> profiles,
            Optional<Boolean> keep,
            OptionalDouble replicaCostCentsPerHour) {
        this(label, profiles, keep, replicaCostCentsPerHour, Optional.empty());
    }

    /** Where the unit costs count. */
    public AcceleratorOptions(Optional<String> label, List<PerformanceProfile> profiles, Optional<Boolean> keep) {
        this(label, profiles, keep, OptionalDouble.empty());
    }

    public AcceleratorOptions withProfiles(List<PerformanceProfile> others) {
        return new AcceleratorOptions(label, others, keep, replicaCostCentsPerHour, learned);
    }

    public AcceleratorOptions withLearned(Optional<LearnedProfile> other) {
        return new AcceleratorOptions(label, profiles, keep, replicaCostCentsPerHour, other);
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

    /**
     * The owner's own price of a replica on an accelerator, cents per hour: for the one that it runs on, and for each
     * while that is not known. Empty = the unit costs count.
     */
    public OptionalDouble ownPrice(String accelerator) {
        var current = current();
        return current.isEmpty() || current.get().equals(accelerator)
                ? replicaCostCentsPerHour
                : OptionalDouble.empty();
    }
}
