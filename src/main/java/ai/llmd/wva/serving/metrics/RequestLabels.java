package ai.llmd.wva.serving.metrics;

import io.micrometer.core.instrument.Tag;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.spi.observability.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The labels of HTTP meters that a client chooses, from a closed set. Vert.x counts a request before any handler sees
 * it, and its meters live as long as the process: a label that takes whatever was sent is memory for strangers to fill.
 */
public final class RequestLabels {
    private static final String METHOD = "method";
    private static final List<Tag> OTHER = List.of(Tag.of(METHOD, "OTHER"));
    private static final Map<String, List<Tag>> KNOWN = Stream.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.OPTIONS,
                    HttpMethod.TRACE,
                    HttpMethod.CONNECT)
            .collect(Collectors.toUnmodifiableMap(HttpMethod::name, method -> List.of(Tag.of(METHOD, method.name()))));

    private RequestLabels() {}

    /** The label {@code method}: one of HTTP's nine, or {@code OTHER}. */
    public static Iterable<Tag> of(HttpRequest request) {
        return KNOWN.getOrDefault(request.method().name(), OTHER);
    }

    /** Whether HTTP knows the method. */
    public static boolean known(HttpMethod method) {
        return KNOWN.containsKey(method.name());
    }
}
