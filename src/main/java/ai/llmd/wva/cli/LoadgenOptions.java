package ai.llmd.wva.cli;

import ai.llmd.wva.loadgen.Arrival;
import ai.llmd.wva.loadgen.ArrivalPattern;
import ai.llmd.wva.loadgen.ArrivalTimes;
import ai.llmd.wva.loadgen.ChatShape;
import ai.llmd.wva.loadgen.LoadSettings;
import ai.llmd.wva.loadgen.RateTable;
import ai.llmd.wva.loadgen.TraceFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGeneratorFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of the load generator. */
final class LoadgenOptions {
    @Option(names = "--model", paramLabel = "NAME", description = "Name of the model; default" + " default/default.")
    String model;

    @Option(
            names = "--rate",
            paramLabel = "TABLE",
            description =
                    "Rates over time, [[seconds, requests-per-minute], ...]; one of --rate and --trace is needed.")
    String rate;

    @Option(names = "--url", paramLabel = "URL", description = "Base of the API; default http://localhost:8000/v1.")
    String url;

    @Option(names = "--content", paramLabel = "N", description = "Characters of each prompt; default 50.")
    String content;

    @Option(
            names = "--arrivals",
            paramLabel = "PATTERN",
            description = "constant spacing or poisson arrivals at the rates of --rate; default constant.")
    String arrivals;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of poisson arrivals and of exponential patience; default 1.")
    String seed;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Replays a CSV with the header\n"
                    + "    TIMESTAMP,ContextTokens,GeneratedTokens\n"
                    + "Each row's prompt length (4 characters a token) and answer length (max_tokens with vLLM's"
                    + " ignore_eos), at its time.")
    String trace;

    @Option(names = "--speedup", paramLabel = "X", description = "Replays --trace X times as fast; default 1.")
    String speedup;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Most tokens of an answer; default the server's.")
    String maxTokens;

    @Option(
            names = "--streaming",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Asks for streams, which time each token; on by default.")
    boolean streaming;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Time after which a request" + " counts as failed; default 300.")
    String timeout;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Maximum number of concurrent connections; further requests wait in the"
                    + " client; default 100000.")
    String connections;

    @Option(
            names = "--keep-going",
            description = "Sends the whole load even if no request is answered at the start, or if"
                    + " this machine is 10 s behind schedule; without it, such a run stops with a message.")
    boolean keepGoing;

    @Mixin
    ClientOptions clients;

    boolean keepsGoing() {
        return keepGoing;
    }

    /** What the flags add up to. */
    record Schedule(LoadSettings settings, Iterator<Arrival> arrivals) {}

    /**
     * Checks everything and reads the trace.
     *
     * @throws UsageException with everything that is wrong
     */
    Schedule toSchedule() {
        var reader = new OptionReader(Map.of());
        var givenSeed = reader.whole(OptionReader.flag("--seed", seed), 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        var settings = settings(reader, givenSeed);
        var dueArrivals = arrivals(reader, givenSeed);
        reader.throwIfAny();
        return new Schedule(settings, dueArrivals);
    }

    private LoadSettings settings(OptionReader reader, int patienceSeed) {
        var timeoutSeconds = reader.whole(OptionReader.flag("--timeout", timeout), 300, 1, 86_400);
        var maxConnections = reader.whole(OptionReader.flag("--connections", connections), 100_000, 1, 1_000_000);
        var standard = new LoadSettings(
                URI.create("http://localhost:8000/v1"),
                model == null || model.isBlank() ? "default/default" : model.strip(),
                streaming,
                Duration.ofSeconds(timeoutSeconds),
                maxConnections,
                clients.habits(reader, streaming),
                // another sequence than that of the arrivals
                ~(long) patienceSeed);
        return reader.read(OptionReader.flag("--url", url), standard, text -> standard.at(URI.create(text)));
    }

    private Iterator<Arrival> arrivals(OptionReader reader, int arrivalSeed) {
        var characters = reader.whole(OptionReader.flag("--content", content), 50, 1, 1 << 28);
        var limit = maxTokens == null
                ? OptionalInt.empty()
                : OptionalInt.of(reader.whole(OptionReader.flag("--max-tokens", maxTokens), 1, 1, Integer.MAX_VALUE));
        var pattern = reader.read(
                OptionReader.flag("--arrivals", arrivals), ArrivalPattern.CONSTANT, LoadgenOptions::pattern);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(arrivalSeed);
        if ((rate == null) == (trace == null)) {
            reader.problem("one of --rate '[[seconds, requests-per-minute], ...]' and --trace FILE is needed");
            return List.<Arrival>of().iterator();
        }
        if (trace != null) {
            return traced(reader);
        }
        if (speedup != null) {
            reader.problem("--speedup goes with --trace only");
        }
        var shape = new ChatShape(characters, limit, false);
        return reader.read(
                OptionReader.flag("--rate", rate),
                List.<Arrival>of().iterator(),
                text -> Arrival.alike(ArrivalTimes.of(RateTable.parse(text), pattern, random), shape));
    }

    private Iterator<Arrival> traced(OptionReader reader) {
        var factor = reader.decimal(OptionReader.flag("--speedup", speedup), 1);
        if (!(factor > 0)) {
            reader.problem("--speedup: must be above 0");
            return List.<Arrival>of().iterator();
        }
        return reader.read(OptionReader.flag("--trace", trace), List.<Arrival>of(), file -> read(file, factor))
                .iterator();
    }

    private static List<Arrival> read(String file, double factor) {
        try {
            return TraceFile.read(Path.of(file), factor);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file '" + file + "'", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + file + "' cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + file + "' " + e.getMessage(), e);
        }
    }

    private static ArrivalPattern pattern(String name) {
        try {
            return ArrivalPattern.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is neither constant nor poisson", e);
        }
    }
}
