package ai.llmd.wva.cli;

import static ai.llmd.wva.model.Units.NANOS_PER_MILLI;

import ai.llmd.wva.config.Durations;
import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.Patience;
import ai.llmd.wva.engine.Patience.Awaited;
import ai.llmd.wva.engine.Patience.Spread;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The flags that say what clients do when they are not served in time. */
final class ClientOptions {
    private static final double DEFAULT_RETRY_DELAY_MILLIS = 1_000;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            description = "How long a client waits before it gives up and closes the connection, such as 10s or 500ms;"
                    + " default for ever (but see --timeout).")
    String patience;

    @Option(
            names = "--patience-distribution",
            paramLabel = "NAME",
            description =
                    "constant: all clients have this patience; exponential: it is the mean;" + " default constant.")
    String spread;

    @Option(
            names = "--patience-until",
            paramLabel = "WHAT",
            description = "What clients wait for: first-token (a client that has received it stays to"
                    + " the end) or answer; default first-token with streaming, answer without.")
    String awaited;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "How often a client retries after it gave up, or after a timeout, a lost"
                    + " connection or HTTP 408, 409, 429 or 5xx; default 0.")
    String retries;

    @Option(names = "--retry-delay", paramLabel = "DURATION", description = "Delay before a retry; default 1s.")
    String retryDelay;

    /** What they add up to; problems are left with the reader. */
    ClientHabits habits(OptionReader reader, boolean streamed) {
        var times = reader.whole(OptionReader.flag("--retries", retries), 0, 0, 1_000);
        var delayMillis = reader.read(
                OptionReader.flag("--retry-delay", retryDelay),
                DEFAULT_RETRY_DELAY_MILLIS,
                text -> millis(text, "of 0 or more", duration -> true));
        if (retries == null && retryDelay != null) {
            reader.problem("--retry-delay goes with --retries only");
        }
        return new ClientHabits(patience(reader, streamed), times, delayMillis);
    }

    private Patience patience(OptionReader reader, boolean streamed) {
        var meanMillis = reader.read(
                OptionReader.flag("--patience", patience),
                Double.POSITIVE_INFINITY,
                text -> millis(text, "above 0", duration -> !duration.isZero()));
        var givenSpread = reader.read(
                OptionReader.flag("--patience-distribution", spread),
                Spread.CONSTANT,
                text -> labelled(Spread.values(), text));
        var givenAwaited = reader.read(
                OptionReader.flag("--patience-until", awaited),
                streamed ? Awaited.FIRST_TOKEN : Awaited.ANSWER,
                text -> labelled(Awaited.values(), text));
        if (patience == null && spread != null) {
            reader.problem("--patience-distribution goes with --patience only");
        }
        if (patience == null && awaited != null) {
            reader.problem("--patience-until goes with --patience only");
        }
        if (!streamed && givenAwaited == Awaited.FIRST_TOKEN) {
            reader.problem("--patience-until: only streams show their first token, so not with --no-streaming");
            return new Patience(givenSpread, meanMillis, Awaited.ANSWER);
        }
        return new Patience(givenSpread, meanMillis, givenAwaited);
    }

    private static double millis(String text, String range, Predicate<Duration> inRange) {
        return Durations.parse(text)
                .filter(duration -> !duration.isNegative() && inRange.test(duration))
                .map(duration -> duration.toNanos() / NANOS_PER_MILLI)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not a duration " + range + ", such as 10s or 500ms"));
    }

    private static <E extends Enum<E>> E labelled(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> label(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is none of "
                        + Arrays.stream(values).map(ClientOptions::label).collect(Collectors.joining(", "))));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
