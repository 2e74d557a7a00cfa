package ai.llmd.wva.declaration;

import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.model.ServiceTarget;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Numbers as people write them into ConfigMaps: bare or in quotes, decimal. */
final class Numbers {
    /** Above any latency, rate or price that means something. */
    static final double LARGEST = 1e9;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern PERCENTILE = Pattern.compile("[pP]?(\\d{1,9}(\\.\\d*)?)");
    private static final int SAFE_DIGITS = 9;

    private Numbers() {}

    /** Reads a field; what it throws starts with the field's name. */
    static double field(String name, JsonNode node, ToDoubleFunction<JsonNode> reader) {
        try {
            return reader.applyAsDouble(node);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * A number from 0 to {@link #LARGEST}.
     *
     * @throws IllegalArgumentException with a message for its author
     */
    static double notNegative(JsonNode node) {
        var text = text(node);
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(Spelling.quote(text) + " is not a number");
        }
        double number = Double.parseDouble(text);
        if (number < 0) {
            throw new IllegalArgumentException(text + " is less than 0");
        }
        if (number > LARGEST) {
            throw new IllegalArgumentException(text + " is more than 1000000000");
        }
        // -0 is 0
        return number + 0.0;
    }

    /**
     * A percentile that a latency may be promised for, 50 to 99: a number, or the same after a p, as in {@code p95}.
     *
     * @throws IllegalArgumentException with a message for its author
     */
    static double percentile(JsonNode node) {
        var text = text(node);
        var digits = PERCENTILE.matcher(text);
        if (!digits.matches()) {
            throw new IllegalArgumentException(Spelling.quote(text) + " is not a percentile like p95 or 95");
        }
        double percentile = Double.parseDouble(digits.group(1));
        if (percentile < ServiceTarget.LEAST_PERCENTILE) {
            throw new IllegalArgumentException(text + " is less than 50");
        }
        if (percentile > ServiceTarget.LARGEST_PERCENTILE) {
            throw new IllegalArgumentException(text + " is more than 99");
        }
        return percentile;
    }

    /**
     * A whole number; one beyond nine digits comes back as the largest or smallest int.
     *
     * @throws IllegalArgumentException with a message for its author
     */
    static int whole(JsonNode node) {
        var text = text(node);
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(Spelling.quote(text) + " is not a whole number");
        }
        if (text.length() > SAFE_DIGITS) {
            return text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        return Integer.parseInt(text);
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asString().strip() : node.toString();
    }
}
