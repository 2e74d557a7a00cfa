package ai.llmd.wva.cli;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.profile.ProfileUse;
import ai.llmd.wva.profile.SweepSettings;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.RequestShape;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code profile}. */
final class ProfileOptions {
    private static final URI LOCAL = URI.create("http://localhost:8000");
    private static final int MOST_CONCURRENCY = 4_096;
    private static final int MOST_TOKENS = 1_000_000;

    @Option(names = "--url", paramLabel = "URL", description = "The server; default http://localhost:8000.")
    String url;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Name of the model; not needed if" + " the server has only one.")
    String model;

    @Option(
            names = "--acc",
            paramLabel = "NAME",
            description = "The accelerator's key in accelerator-unit-costs; default ACCELERATOR, to be replaced.")
    String accelerator;

    @Option(names = "--acc-count", paramLabel = "N", description = "Accelerator units of one replica; default 1.")
    String acceleratorCount;

    @Option(
            names = "--max-batch",
            paramLabel = "N",
            description = "The server's max_num_seqs; default: the largest batch that was observed or" + " measured.")
    String maxBatch;

    @Option(
            names = "--concurrency",
            paramLabel = "N,N,...",
            description = "Numbers of concurrent requests, one level each; default" + " 1,2,4,8,16,32,64,128,256.")
    String concurrency;

    @Option(
            names = "--prompt-tokens",
            paramLabel = "N,N,...",
            description = "Lengths of prompts; default 128,1024,4096. The longer ones are measured with as many at once"
                    + " as a server reads within seconds.")
    String promptTokens;

    @Option(
            names = "--answer-tokens",
            paramLabel = "N",
            description = "Length of answers, longer where a level needs it; default 128.")
    String answerTokens;

    @Option(
            names = "--input-tokens",
            paramLabel = "N",
            description = "Prompt tokens of a typical request: beta refers to its context, the rate to"
                    + " such requests; default 1000.")
    String inputTokens;

    @Option(
            names = "--output-tokens",
            paramLabel = "N",
            description = "Output tokens of a typical" + " request; default 200.")
    String outputTokens;

    @Option(names = "--ttft", paramLabel = "MS", description = "Target for the time to first token; default none.")
    String ttft;

    @Option(names = "--itl", paramLabel = "MS", description = "Target for the time between tokens; default none.")
    String itl;

    @Option(
            names = "--even-if-busy",
            description = "Measures even if the server has other load, which is slowed down and" + " measured too.")
    boolean evenIfBusy;

    @Option(
            names = "--metric-prefix",
            paramLabel = "PREFIX",
            description = "Prefix of the server's metric names; default vllm:.")
    String metricPrefix;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Time after which a request" + " counts as failed; default 300.")
    String timeout;

    @Mixin
    HistoryOptions history;

    /** What the flags add up to. */
    record Chosen(SweepSettings sweep, ProfileUse use, Optional<HistoryOptions.Chosen> history) {}

    /**
     * Checks everything.
     *
     * @throws UsageException with everything that is wrong
     */
    Chosen toSettings() {
        var reader = new OptionReader(Map.of());
        var use = new ProfileUse(
                reader.read(OptionReader.flag("--acc", accelerator), "ACCELERATOR", ProfileOptions::plainName),
                reader.whole(OptionReader.flag("--acc-count", acceleratorCount), 1, 1, 1_000),
                maxBatch == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                reader.whole(OptionReader.flag("--max-batch", maxBatch), 1, 1, Integer.MAX_VALUE)),
                new RequestShape(
                        reader.whole(OptionReader.flag("--input-tokens", inputTokens), 1_000, 0, MOST_TOKENS),
                        reader.whole(OptionReader.flag("--output-tokens", outputTokens), 200, 1, MOST_TOKENS)),
                new LatencyTargets(
                        reader.decimal(OptionReader.flag("--ttft", ttft), 0),
                        reader.decimal(OptionReader.flag("--itl", itl), 0),
                        0));
        var standard = new SweepSettings(
                LOCAL,
                Optional.ofNullable(model),
                metricPrefix == null ? EmulatorSettings.VLLM_PREFIX : metricPrefix,
                levels(reader, "--concurrency", concurrency, SweepSettings.USUAL_CONCURRENCIES, MOST_CONCURRENCY),
                levels(reader, "--prompt-tokens", promptTokens, SweepSettings.USUAL_PROMPT_LENGTHS, MOST_TOKENS),
                reader.whole(
                        OptionReader.flag("--answer-tokens", answerTokens),
                        SweepSettings.USUAL_ANSWER_TOKENS,
                        16,
                        MOST_TOKENS),
                evenIfBusy,
                Duration.ofSeconds(reader.whole(OptionReader.flag("--timeout", timeout), 300, 1, 86_400)));
        var settings = reader.read(OptionReader.flag("--url", url), standard, text -> standard.at(URI.create(text)));
        var past = history.toSettings(reader, settings.model());
        if (past.isPresent() && url != null) {
            reader.problem("--from-prometheus sends no load: it does not go with --url");
        }
        reader.throwIfAny();
        return new Chosen(settings, use, past);
    }

    private static List<Integer> levels(OptionReader reader, String name, String given, List<Integer> usual, int most) {
        return reader.read(
                OptionReader.flag(name, given),
                usual,
                text -> Arrays.stream(text.split(","))
                        .map(level -> level(level, most))
                        .toList());
    }

    private static int level(String text, int most) {
        try {
            var level = Integer.parseInt(text.strip());
            if (level >= 1 && level <= most) {
                return level;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number", e);
        }
        throw new IllegalArgumentException("each must be 1 to " + most + ", not " + text.strip());
    }

    private static String plainName(String name) {
        if (name.isEmpty() || name.contains("\"") || name.contains("\\")) {
            throw new IllegalArgumentException("'" + name + "' is not the name of an accelerator");
        }
        return name;
    }
}
