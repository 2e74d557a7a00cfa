package ai.llmd.wva.cli;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.ServedNames;
import ai.llmd.wva.emulator.TokenDistribution;
import ai.llmd.wva.engine.Calibration;
import ai.llmd.wva.engine.EngineLimits;
import ai.llmd.wva.engine.StepLaw;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The emulator's flags, and the environment variables that vLLM emulators are configured with. */
final class EmulatorOptions {
    private static final EmulatorSettings SAMPLE = EmulatorSettings.sample();
    private static final double DEFAULT_MEMORY_MB = 80_000;
    /** That of many models, so that recorded requests fit. */
    private static final int DEFAULT_CONTEXT_TOKENS = 32_768;

    private static final double DEFAULT_MODEL_MB = 25_000;
    private static final double DEFAULT_CACHE_MB_PER_TOKEN = 2;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on; default 0.0.0.0.")
    String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on, 0 for any free one; default 8000.")
    String port;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Model name in requests and metrics (MODEL_NAME); default default/default.")
    String model;

    @Option(
            names = "--served-model-name",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Names of the model, instead of --model: requests may use any of them,"
                    + " responses and metrics have the first.")
    List<String> servedNames;

    @Option(
            names = "--metric-prefix",
            paramLabel = "PREFIX",
            description = "Prefix of metric names, such as kserve_vllm: or vllm_, or nothing ('');" + " default vllm:.")
    String metricPrefix;

    @Option(
            names = "--calibration",
            paramLabel = "NAME",
            description = "A measured model on its device instead of the options for times, batch, context and memory:"
                    + " published or h100-qwen32b-tp2.")
    String calibration;

    @Option(
            names = "--alpha",
            paramLabel = "MS",
            description = "A decode step over n requests takes alpha + beta n ms (DECODE_TIME); default 20.58.")
    String alpha;

    @Option(
            names = "--beta",
            paramLabel = "MS",
            description = "See --alpha; default 0.41, or 0 when alpha is given by --alpha or DECODE_TIME.")
    String beta;

    @Option(
            names = "--gamma",
            paramLabel = "MS",
            description = "A prefill of t tokens takes gamma + delta t n ms (PREFILL_TIME); default 0.")
    String gamma;

    @Option(names = "--delta", paramLabel = "MS", description = "See --gamma; default 0.")
    String delta;

    @Option(
            names = "--max-batch",
            paramLabel = "N",
            description = "Maximum number of concurrent requests (MAX_BATCH_SIZE); default 4.")
    String maxBatch;

    @Option(
            names = "--avg-tokens",
            paramLabel = "N",
            description = "Mean length of an answer in tokens (AVG_TOKENS); default 178.")
    String averageTokens;

    @Option(
            names = "--tokens-distribution",
            paramLabel = "NAME",
            description = "Spread of the lengths: deterministic, uniform, uniform-narrow, normal, exponential"
                    + " (TOKENS_DISTRIBUTION); default deterministic.")
    String distribution;

    @Option(
            names = "--max-seq-len",
            paramLabel = "N",
            description = "Longest prompt and answer together in tokens (MAX_SEQ_LEN); default 32768, or what"
                    + " the KV cache holds where that is less.")
    String maxSequence;

    @Option(names = "--mem-size", paramLabel = "MB", description = "Memory of the device (MEM_SIZE); default 80000.")
    String memory;

    @Option(names = "--model-size", paramLabel = "MB", description = "Memory of the model (MODEL_SIZE); default 25000.")
    String modelSize;

    @Option(
            names = "--kvc-per-token",
            paramLabel = "MB",
            description = "KV cache memory of one token (KVC_PER_TOKEN); default 2.")
    String cachePerToken;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random lengths; default 1.")
    String seed;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "How long running requests may continue after SIGTERM; default 5.")
    String grace;

    /**
     * The settings they add up to.
     *
     * @throws UsageException with everything that is wrong
     */
    EmulatorSettings toSettings(Map<String, String> environment) {
        var reader = new OptionReader(environment);
        var measured = calibration(reader);
        var law = measured.map(Calibration::law).orElseGet(() -> law(reader));
        var limits = measured.map(Calibration::limits).orElseGet(() -> limits(reader));
        var settings = new EmulatorSettings(
                host == null ? SAMPLE.host() : host,
                reader.whole(OptionReader.flag("--port", port), SAMPLE.port(), 0, 65_535),
                names(reader),
                reader.read(
                        OptionReader.flag("--metric-prefix", metricPrefix),
                        SAMPLE.metricPrefix(),
                        prefix -> SAMPLE.measuringUnder(prefix).metricPrefix()),
                law,
                limits,
                reader.whole(
                        reader.given("--avg-tokens", averageTokens, "AVG_TOKENS"),
                        SAMPLE.averageTokens(),
                        1,
                        1_000_000_000),
                reader.read(
                        reader.given("--tokens-distribution", distribution, "TOKENS_DISTRIBUTION"),
                        SAMPLE.distribution(),
                        EmulatorOptions::distribution),
                reader.whole(
                        OptionReader.flag("--seed", seed), (int) SAMPLE.seed(), Integer.MIN_VALUE, Integer.MAX_VALUE),
                Duration.ofSeconds(reader.whole(
                        OptionReader.flag("--grace", grace),
                        (int) SAMPLE.shutdownGrace().toSeconds(),
                        0,
                        86_400)));
        reader.throwIfAny();
        return settings;
    }

    private ServedNames names(OptionReader reader) {
        var name = reader.given("--model", model, "MODEL_NAME")
                .map(given -> given.value().strip())
                .filter(given -> !given.isEmpty())
                .orElse(SAMPLE.model());
        if (servedNames == null) {
            return ServedNames.of(name);
        }
        try {
            return new ServedNames(servedNames);
        } catch (IllegalArgumentException e) {
            reader.problem("--served-model-name: " + e.getMessage());
            return ServedNames.of(name);
        }
    }

    private Optional<Calibration> calibration(OptionReader reader) {
        if (calibration == null) {
            return Optional.empty();
        }
        if (Stream.of(alpha, beta, gamma, delta, maxBatch, maxSequence, memory, modelSize, cachePerToken)
                .anyMatch(Objects::nonNull)) {
            reader.problem("--calibration stands for --alpha, --beta, --gamma, --delta, --max-batch, --max-seq-len,"
                    + " --mem-size, --model-size and --kvc-per-token: leave them out");
        }
        return Optional.of(reader.read(
                OptionReader.flag("--calibration", calibration), Calibration.PUBLISHED, Calibration::named));
    }

    private StepLaw law(OptionReader reader) {
        var standard = SAMPLE.law();
        var givenAlpha = reader.given("--alpha", alpha, "DECODE_TIME");
        var alphaMillis = reader.decimal(givenAlpha, standard.alphaMillis());
        var betaMillis =
                reader.decimal(OptionReader.flag("--beta", beta), givenAlpha.isPresent() ? 0 : standard.betaMillis());
        var gammaMillis = reader.decimal(reader.given("--gamma", gamma, "PREFILL_TIME"), 0);
        var deltaMillis = reader.decimal(OptionReader.flag("--delta", delta), 0);
        if (alphaMillis + betaMillis <= 0) {
            reader.problem("alpha and beta are both 0: a token must take some time");
            return standard;
        }
        return StepLaw.beside(alphaMillis, betaMillis, gammaMillis, deltaMillis);
    }

    private EngineLimits limits(OptionReader reader) {
        var batch = reader.whole(
                reader.given("--max-batch", maxBatch, "MAX_BATCH_SIZE"),
                SAMPLE.limits().maxBatch(),
                1,
                100_000);
        var context = reader.whole(
                reader.given("--max-seq-len", maxSequence, "MAX_SEQ_LEN"), DEFAULT_CONTEXT_TOKENS, 2, 1_000_000_000);
        var memoryMb = reader.decimal(reader.given("--mem-size", memory, "MEM_SIZE"), DEFAULT_MEMORY_MB);
        var modelMb = reader.decimal(reader.given("--model-size", modelSize, "MODEL_SIZE"), DEFAULT_MODEL_MB);
        var tokenMb = reader.decimal(
                reader.given("--kvc-per-token", cachePerToken, "KVC_PER_TOKEN"), DEFAULT_CACHE_MB_PER_TOKEN);
        var blocks = (memoryMb - modelMb) / tokenMb / EngineLimits.BLOCK_TOKENS;
        if (!(blocks >= 1)) {
            reader.problem("MEM_SIZE " + plain(memoryMb) + " MB less MODEL_SIZE " + plain(modelMb)
                    + " MB leaves no room for a KV cache block of " + EngineLimits.BLOCK_TOKENS
                    + " tokens of KVC_PER_TOKEN "
                    + plain(tokenMb) + " MB");
            return SAMPLE.limits();
        }
        return new EngineLimits(batch, (int) Math.min(blocks, Integer.MAX_VALUE), context);
    }

    private static TokenDistribution distribution(String label) {
        return TokenDistribution.parse(label)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + label + "' is none of " + TokenDistribution.labels()));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
