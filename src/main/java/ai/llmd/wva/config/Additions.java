package ai.llmd.wva.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file may add to the requests to Prometheus; a message never shows a value. */
final class Additions {
    /** RFC 9110's token. */
    private static final Pattern HEADER_NAME = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");

    /** Headers that follow from the request itself. */
    private static final Set<String> OURS = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "te",
            "transfer-encoding",
            "upgrade");

    private Additions() {}

    static Parser<String> headerName() {
        return name -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!HEADER_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("is not the name of an HTTP header such as X-Scope-OrgID");
            }
            if (lower.equals("authorization")) {
                throw new IllegalArgumentException("is set by the PROMETHEUS_BEARER_TOKEN, PROMETHEUS_TOKEN_PATH and"
                        + " PROMETHEUS_BASIC_AUTH_* settings: use those");
            }
            if (OURS.contains(lower)) {
                throw new IllegalArgumentException("is a header that the controller sets itself");
            }
            return name;
        };
    }

    static Parser<String> headerValue() {
        return value -> {
            if (value.isBlank() || !value.chars().allMatch(c -> c >= ' ' && c < 127)) {
                throw new IllegalArgumentException(
                        "is not the value of an HTTP header: it is empty or contains invalid characters");
            }
            return value.strip();
        };
    }

    static Parser<String> parameterName() {
        return name -> {
            if (name.isBlank()) {
                throw new IllegalArgumentException("is not the name of a parameter such as namespace");
            }
            return QueryParameters.checkFree(name);
        };
    }

    static Parser<String> parameterValue() {
        return value -> {
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("contains a line break or another control character");
            }
            return value;
        };
    }
}
