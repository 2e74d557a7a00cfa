package ai.llmd.wva.text;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the table and the explanations print them. */
public final class Text {
    private static final double CENTS_PER_DOLLAR = 100;

    private Text() {}

    /** With up to two decimals: {@code 92}, {@code 22.5}, {@code 21.19}. */
    public static String number(double value) {
        var text = decimal(value);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** With two decimals, so that a column of them lines up. */
    public static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** An amount in dollars, without the sign. */
    public static String dollars(double cents) {
        return decimal(cents / CENTS_PER_DOLLAR);
    }

    /** Without decimals; {@code -} where it is not known. */
    public static String wholeOrNone(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value);
    }

    /** For a file: with so many decimals at most, whole where that is whole; the same bytes on every Java. */
    public static Number rounded(double value, int decimals) {
        var rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        if (rounded.stripTrailingZeros().scale() <= 0) {
            return rounded.longValue();
        }
        return rounded.doubleValue();
    }

    public static String perMinute(double ratePerSecond) {
        return number(ratePerSecond * SECONDS_PER_MINUTE);
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
