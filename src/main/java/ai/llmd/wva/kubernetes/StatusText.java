package ai.llmd.wva.kubernetes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Numbers and times as the status has them. */
final class StatusText {
    static final String ZERO = "0.00";

    private static final MathContext FIVE_DIGITS = new MathContext(5, RoundingMode.HALF_UP);

    private StatusText() {}

    /** Two decimals, never a sign or an exponent. */
    static String decimal(double value) {
        return BigDecimal.valueOf(Math.max(0, value))
                .setScale(2, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** All decimals that it has, as a profile declares it. */
    static String exact(double value) {
        var plain = BigDecimal.valueOf(value).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    /** As many decimals as five digits take: more than any measurement tells. */
    static String significant(double value) {
        return exact(BigDecimal.valueOf(value).round(FIVE_DIGITS).doubleValue());
    }

    /** RFC 3339 in whole seconds, as all times of the Kubernetes API. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Whether two numbers differ by no more than a share of the first, or than a difference; absent is like absent. */
    static boolean near(String before, String after, double share, double difference) {
        if (Objects.equals(before, after)) {
            return true;
        }
        if (before == null || after == null) {
            return false;
        }
        try {
            double old = Double.parseDouble(before);
            double moved = Math.abs(Double.parseDouble(after) - old);
            return moved <= Math.max(Math.abs(old) * share, difference);
        } catch (NumberFormatException foreign) {
            return false;
        }
    }
}
