package ai.llmd.wva.planning.solver;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One way to serve a demand in full.
 *
 * @param parts one, or several where a demand is spread over several accelerators
 * @param value what is minimised, cents per hour: the cost, or the cost of moving there from what runs now
 */
public record Choice(List<Part> parts, double value) {
    /** Best first: by value, then cost, then name. */
    public static final Comparator<Choice> ORDER = Comparator.comparingDouble(Choice::value)
            .thenComparingDouble(Choice::costCentsPerHour)
            .thenComparing(Choice::name);

    public Choice {
        parts = List.copyOf(parts);
    }

    public double costCentsPerHour() {
        double cost = 0;
        for (var part : parts) {
            cost += part.costCentsPerHour();
        }
        return cost;
    }

    boolean isOfOneType() {
        return parts.stream().map(Part::type).distinct().count() <= 1;
    }

    /** The accelerators' names. */
    public String name() {
        return parts.size() == 1
                ? parts.get(0).accelerator()
                : parts.stream().map(Part::accelerator).collect(Collectors.joining("+"));
    }
}
