package ai.llmd.wva.profile;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is measured, and where.
 *
 * @param url of the server, without {@code /v1}
 * @param model asked for; empty = the one that the server serves
 * @param metricPrefix what the names of its metrics begin with
 * @param concurrencies requests at once, each level on its own; ascending
 * @param promptLengths in tokens; ascending
 * @param answerTokens of each answer; longer where a level does not get all its requests running in that time
 * @param evenIfBusy whether to measure beside the requests of others
 * @param timeout of a request
 */
public record SweepSettings(
        URI url,
        Optional<String> model,
        String metricPrefix,
        List<Integer> concurrencies,
        List<Integer> promptLengths,
        int answerTokens,
        boolean evenIfBusy,
        Duration timeout) {
    public static final List<Integer> USUAL_CONCURRENCIES = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);
    public static final List<Integer> USUAL_PROMPT_LENGTHS = List.of(128, 1_024, 4_096);
    public static final int USUAL_ANSWER_TOKENS = 128;

    public SweepSettings {
        var scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("'" + url + "' is not a URL such as http://my-vllm:8000");
        }
        concurrencies = List.copyOf(new TreeSet<>(concurrencies));
        promptLengths = List.copyOf(new TreeSet<>(promptLengths));
        if (concurrencies.isEmpty() || concurrencies.get(0) < 1) {
            throw new IllegalArgumentException("concurrencies must be 1 or more: " + concurrencies);
        }
        if (promptLengths.isEmpty() || promptLengths.get(0) < 1) {
            throw new IllegalArgumentException("prompts must have 1 token or more: " + promptLengths);
        }
    }

    /** The same for another server. */
    public SweepSettings at(URI newUrl) {
        return new SweepSettings(
                newUrl, model, metricPrefix, concurrencies, promptLengths, answerTokens, evenIfBusy, timeout);
    }

    /** An address of the server. */
    URI resolve(String path) {
        var base = url.toString().replaceFirst("/+$", "").replaceFirst("/v1$", "");
        return URI.create(base + path);
    }
}
