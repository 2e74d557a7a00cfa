package ai.llmd.wva.scenario;

import ai.llmd.wva.fixture.LocalHttp;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A controller's process and what it serves.
 *
 * @param pod its name
 * @param process to be stopped by the test, or with its stage
 * @param probes the base URL of its probes
 * @param https the base URL of its metrics
 * @param client trusts whoever signed its certificate
 * @param reader a token that may read its metrics
 */
record RunningController(String pod, WvaProcess process, URI probes, URI https, LocalHttp client, String reader) {
    private static final int OK = 200;

    /** Whether {@code /readyz} says so; false while nobody listens yet. */
    boolean ready() {
        try {
            return client.get(probes.resolve("/readyz")).statusCode() == OK;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException) {
                return false;
            }
            throw e;
        }
    }

    /** The answer to a request for {@code /metrics} with these headers. */
    HttpResponse<String> metrics(Map<String, String> headers) {
        return client.get(https.resolve("/metrics"), headers);
    }

    /** The answer to a request for {@code /metrics} with a token. */
    HttpResponse<String> metricsAs(String token) {
        return metrics(Map.of("Authorization", "Bearer " + token));
    }

    /** What it exports now. */
    String exposition() {
        var answer = metricsAs(reader);
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("/metrics: " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /**
     * The value of the one series of that name whose labels have all of {@code parts}, such as {@code namespace="a"}.
     */
    OptionalDouble value(String name, String... parts) {
        var lines = exposition()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(parts).allMatch(line::contains))
                .toList();
        if (lines.size() > 1) {
            throw new IllegalStateException("several series: " + lines);
        }
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }
}
