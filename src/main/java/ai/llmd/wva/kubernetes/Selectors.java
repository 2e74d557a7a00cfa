package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.LabelSelection;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;

/** Label selectors, as the API server applies them. */
final class Selectors {
    private Selectors() {}

    /** Of a scale, such as {@code app=llm,tier in (a, b)}; null, which takes nothing, of any other text. */
    static LabelSelector parse(String text) {
        try {
            return new LabelSelector(
                    LabelSelection.parse(text).requirements().stream()
                            .map(Selectors::requirement)
                            .toList(),
                    Map.of());
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static LabelSelectorRequirement requirement(LabelSelection.Requirement one) {
        if (one.values().isEmpty()) {
            return new LabelSelectorRequirement(one.key(), one.negated() ? "DoesNotExist" : "Exists", List.of());
        }
        return new LabelSelectorRequirement(one.key(), one.negated() ? "NotIn" : "In", List.copyOf(one.values()));
    }

    /** Whether a workload's selector takes these labels; an empty one, which workloads may not have, takes none. */
    static boolean matches(LabelSelector selector, Map<String, String> labels) {
        if (selector == null) {
            return false;
        }
        var equal = selector.getMatchLabels() == null ? Map.<String, String>of() : selector.getMatchLabels();
        var requirements = selector.getMatchExpressions();
        if (equal.isEmpty() && requirements.isEmpty()) {
            return false;
        }
        var present = labels == null ? Map.<String, String>of() : labels;
        return equal.entrySet().stream().allMatch(wanted -> wanted.getValue().equals(present.get(wanted.getKey())))
                && requirements.stream().allMatch(requirement -> matches(requirement, present));
    }

    private static boolean matches(LabelSelectorRequirement requirement, Map<String, String> labels) {
        var value = labels.get(requirement.getKey());
        return switch (requirement.getOperator()) {
            case "In" -> value != null && requirement.getValues().contains(value);
            case "NotIn" -> value == null || !requirement.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
