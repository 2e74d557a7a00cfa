package ai.llmd.wva.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The example of docs/extending.md: a section of the file.
 *
 * @param url whom to tell of each plan; empty = nobody
 * @param timeout how long an answer may take
 */
record WebhookConfiguration(Optional<String> url, Duration timeout) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    static WebhookConfiguration defaults() {
        return new WebhookConfiguration(Optional.empty(), Duration.ofSeconds(5));
    }

    static WebhookConfiguration read(Section in) {
        var standard = defaults();
        var read = new WebhookConfiguration(
                in.optional("url", standard.url(), Parsers.text()),
                in.duration("timeout", standard.timeout(), SHORTEST, LONGEST));
        in.check(read.url().filter(url -> !url.startsWith("https://")).isEmpty(), "must begin with https://", "url");
        in.done();
        return read;
    }
}
