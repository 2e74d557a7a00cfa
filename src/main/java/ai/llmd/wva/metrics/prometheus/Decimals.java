package ai.llmd.wva.metrics.prometheus;

import java.math.BigDecimal;

/** Reads the numbers of an answer, of which there are millions: most are short, and read without making texts. */
final class Decimals {
    /** So many digits are exact in a double. */
    private static final int EXACT_DIGITS = 15;
    /** So many digits and more are exact in a long. */
    private static final int LONG_DIGITS = 18;

    private static final int MILLIS_DECIMALS = 3;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Decimals() {}

    /**
     * A value as Go prints it: {@code +Inf}, {@code -Inf} and {@code NaN} besides decimal numbers.
     *
     * @throws NumberFormatException if it is none
     */
    static double value(char[] text, int offset, int length) {
        var digits = 0L;
        var count = 0;
        var decimals = -1;
        for (var i = offset; i < offset + length; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                digits = 10 * digits + (text[i] - '0');
                count++;
                decimals += decimals < 0 ? 0 : 1;
            } else if (text[i] == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return any(new String(text, offset, length));
            }
            if (count > EXACT_DIGITS) {
                return any(new String(text, offset, length));
            }
        }
        if (count == 0) {
            return any(new String(text, offset, length));
        }
        // both are exact, so their quotient is rounded once, as it should be
        return decimals <= 0 ? digits : digits / POWERS[decimals];
    }

    private static double any(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /**
     * Whole milliseconds of a time in seconds.
     *
     * @throws NumberFormatException if it is none
     */
    static long millis(char[] text, int offset, int length) {
        var millis = 0L;
        var decimals = -1;
        for (var i = offset; i < offset + length; i++) {
            if (text[i] == '.' && decimals < 0) {
                decimals = 0;
            } else if (text[i] < '0' || text[i] > '9' || i - offset >= LONG_DIGITS - MILLIS_DECIMALS) {
                return new BigDecimal(text, offset, length)
                        .movePointRight(MILLIS_DECIMALS)
                        .longValue();
            } else if (decimals < MILLIS_DECIMALS) {
                millis = 10 * millis + (text[i] - '0');
                decimals += decimals < 0 ? 0 : 1;
            }
        }
        if (length == 0 || (length == 1 && decimals == 0)) {
            throw new NumberFormatException("there is no time");
        }
        for (var i = Math.max(0, decimals); i < MILLIS_DECIMALS; i++) {
            millis *= 10;
        }
        return millis;
    }
}
