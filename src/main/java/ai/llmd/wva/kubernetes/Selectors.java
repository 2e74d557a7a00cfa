package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Label selectors, as the API server applies them. */
final class Selectors {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^\\s!=]+)\\s*(!=|==?)\\s*(\\S*)");

    private Selectors() {}

    /** Of the text that scales have, such as {@code app=llm,tier in (a, b)}. */
    static LabelSelector parse(String text) {
        var requirements = Stream.of(text.split(",(?![^(]*\\))"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Selectors::requirement)
                .toList();
        return new LabelSelector(requirements, Map.of());
    }

    private static LabelSelectorRequirement requirement(String part) {
        var set = SET.matcher(part);
        if (set.matches()) {
            return new LabelSelectorRequirement(
                    set.group(1),
                    set.group(2).equals("in") ? "In" : "NotIn",
                    Stream.of(set.group(3).split(",")).map(String::strip).toList());
        }
        var equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            return new LabelSelectorRequirement(
                    equality.group(1), equality.group(2).equals("!=") ? "NotIn" : "In", List.of(equality.group(3)));
        }
        return part.startsWith("!")
                ? new LabelSelectorRequirement(part.substring(1).strip(), "DoesNotExist", List.of())
                : new LabelSelectorRequirement(part, "Exists", List.of());
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
