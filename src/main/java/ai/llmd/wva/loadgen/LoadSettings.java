package ai.llmd.wva.loadgen;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.Patience.Awaited;
import java.net.URI;
import java.time.Duration;

/**
 * How requests are sent.
 *
 * @param url base of the API, such as {@code http://localhost:8000/v1}
 * @param model name in the requests
 * @param streamed whether answers are asked for as streams, which times their tokens
 * @param timeout after which a request counts as failed
 * @param maxConnections connections open at once; requests beyond wait in the client
 * @param habits how long clients wait, and whether they ask again
 * @param seed of their patience
 */
public record LoadSettings(
        URI url, String model, boolean streamed, Duration timeout, int maxConnections, ClientHabits habits, long seed) {
    public LoadSettings {
        var scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("'" + url + "' is not a URL such as http://localhost:8000/v1");
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("the model needs a name");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be longer than 0");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("at least 1 connection is needed");
        }
        if (!streamed && habits.patience().ends() && habits.patience().awaited() == Awaited.FIRST_TOKEN) {
            throw new IllegalArgumentException("only streams show their first token");
        }
    }

    /** Clients that wait for ever and ask once. */
    public LoadSettings(URI url, String model, boolean streamed, Duration timeout, int maxConnections) {
        this(url, model, streamed, timeout, maxConnections, ClientHabits.PATIENT, 1);
    }

    /** The same for another base of the API. */
    public LoadSettings at(URI newUrl) {
        return new LoadSettings(newUrl, model, streamed, timeout, maxConnections, habits, seed);
    }

    int port() {
        return url.getPort() >= 0 ? url.getPort() : isTls() ? 443 : 80;
    }

    boolean isTls() {
        return "https".equals(url.getScheme());
    }

    /** The path of chat completions under the base. */
    String chatPath() {
        return pathOf("/chat/completions");
    }

    /** The path of completions under the base. */
    String completionsPath() {
        return pathOf("/completions");
    }

    private String pathOf(String endpoint) {
        var base = url.getRawPath() == null ? "" : url.getRawPath();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + endpoint;
    }
}
