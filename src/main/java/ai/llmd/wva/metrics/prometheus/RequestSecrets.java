package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.config.HiddenText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells what of a request that users put together must not be shown where a server repeats it. */
final class RequestSecrets {
    private static final Pattern NAME_OF_A_SECRET =
            Pattern.compile("token|key|secret|pass|auth|cred|cookie|session|sig", Pattern.CASE_INSENSITIVE);

    /** A shorter header is a secret only if its name says so. */
    private static final int SHORTEST_SECRET_CHARS = 8;

    /** A shorter value is no secret, and to blot it out everywhere would only make messages hard to read. */
    private static final int SHORTEST_NAMED_SECRET_CHARS = 4;

    private RequestSecrets() {}

    /** The values of parameters by their name, encoded and not, and of every header that may be a secret. */
    static List<String> of(String urlQuery, Map<String, HiddenText> headers) {
        var secrets = new ArrayList<String>();
        for (var part : urlQuery.split("&", -1)) {
            var pair = part.split("=", 2);
            if (pair.length == 2 && isNamedSecret(pair[0], pair[1])) {
                secrets.add(pair[1]);
                secrets.add(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        headers.forEach((name, value) -> {
            if (isNamedSecret(name, value.value()) || value.value().length() >= SHORTEST_SECRET_CHARS) {
                secrets.add(value.value());
            }
        });
        return secrets;
    }

    private static boolean isNamedSecret(String name, String value) {
        return value.length() >= SHORTEST_NAMED_SECRET_CHARS
                && NAME_OF_A_SECRET.matcher(name).find();
    }
}
