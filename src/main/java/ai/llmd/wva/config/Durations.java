package ai.llmd.wva.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as Go and Kubernetes write them: {@code 60s}, {@code 1m30s}, {@code 1.5h}, {@code 500ms}.
 *
 * <p>Units are h, m, s, ms, us (also µs) and ns; a number without a unit is refused, except 0. As in Go, the range is
 * that of a signed 64-bit count of nanoseconds (about 292 years).
 */
public final class Durations {
    private static final int LONGEST_TEXT = 64;
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final long SECOND = 1_000_000_000L;
    private static final Map<String, Long> NANOS_PER_UNIT = Map.of(
            "h", 3600 * SECOND,
            "m", 60 * SECOND,
            "s", SECOND,
            "ms", 1_000_000L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ns", 1L);

    private Durations() {}

    /** The duration that a text means; empty when it is none. White space around it is ignored. */
    public static Optional<Duration> parse(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        var negative = trimmed.startsWith("-");
        var unsigned = negative || trimmed.startsWith("+") ? trimmed.substring(1) : trimmed;
        return nanos(unsigned)
                .map(nanos -> negative ? nanos.negate() : nanos)
                .filter(Durations::fits)
                .map(nanos -> Duration.ofNanos(nanos.longValue()));
    }

    private static Optional<BigDecimal> nanos(String unsigned) {
        if (unsigned.equals("0")) {
            return Optional.of(BigDecimal.ZERO);
        }
        var sum = BigDecimal.ZERO;
        int end = 0;
        var part = PART.matcher(unsigned);
        while (part.find()) {
            if (part.start() != end) {
                return Optional.empty();
            }
            sum = sum.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS_PER_UNIT.get(part.group(2)))));
            end = part.end();
        }
        return end > 0 && end == unsigned.length() ? Optional.of(sum) : Optional.empty();
    }

    private static boolean fits(BigDecimal nanos) {
        return nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    /** The shortest text that {@link #parse} reads back: {@code 1m30s}, {@code 500ms}, {@code 0s}. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        var text = new StringBuilder(duration.isNegative() ? "-" : "");
        var rest = duration.abs();
        append(text, rest.toHours(), "h");
        append(text, rest.toMinutesPart(), "m");
        append(text, rest.toSecondsPart(), "s");
        int nanos = rest.toNanosPart();
        append(text, nanos / 1_000_000, "ms");
        append(text, nanos / 1_000 % 1_000, "us");
        append(text, nanos % 1_000, "ns");
        return text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
