package ai.llmd.wva.simulation.contender;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** How a swept contender tells the value of its parameter: {@code keda-slo}, {@code keda-slo@0.7}. */
public final class SweepName {
    private SweepName() {}

    /**
     * The name to go by.
     *
     * @param published value that needs no telling
     */
    public static String of(String name, double published, double value) {
        return value == published ? name : name + "@" + text(value);
    }

    /**
     * The value itself.
     *
     * @throws IllegalArgumentException where it is not within the bounds
     */
    public static double within(String parameter, double least, double most, double value) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    parameter + " must be from " + text(least) + " to " + text(most) + ", not " + value);
        }
        return value;
    }

    /**
     * Another parameter that goes along with the swept one: its published value at the published one, else in
     * proportion.
     */
    public static double along(double publishedOther, double published, double value) {
        return value == published ? publishedOther : value * publishedOther / published;
    }

    public static List<Double> values(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** A number without needless digits. */
    public static String text(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
