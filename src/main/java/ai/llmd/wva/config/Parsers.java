package ai.llmd.wva.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How values are read from text, the same for the file, the environment and the ConfigMaps. */
final class Parsers {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    private Parsers() {}

    static Parser<Duration> duration(Duration shortest, Duration longest) {
        return text -> {
            var duration = Durations.parse(text)
                    .orElseThrow(() -> refusal(Spelling.quote(text) + " is not a duration such as 60s or 1m30s"));
            if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
                throw refusal(Spelling.quote(text) + " is not between " + Durations.format(shortest) + " and "
                        + Durations.format(longest));
            }
            return duration;
        };
    }

    static Parser<Boolean> bool() {
        return text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refusal(Spelling.quote(text) + " is neither true nor false");
        };
    }

    /** One of the given words, whatever its case; the result is spelt as given here. */
    static Parser<String> oneOf(String... words) {
        return labelled(Function.identity(), List.of(words));
    }

    /** One of the given values by its label, whatever the case. */
    static <T> Parser<T> labelled(Function<T, String> label, List<T> choices) {
        return text -> choices.stream()
                .filter(choice -> label.apply(choice).equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> refusal(Spelling.quote(text) + " is not one of "
                        + choices.stream().map(label).collect(Collectors.joining(", "))));
    }

    /** Text without control characters, e.g. a path. */
    static Parser<String> text() {
        return text -> {
            var stripped = text.strip();
            if (stripped.chars().anyMatch(Character::isISOControl)) {
                throw refusal("contains a line break or another control character");
            }
            if (stripped.isEmpty()) {
                throw refusal("is empty");
            }
            return stripped;
        };
    }

    /** A bearer token; a message never shows it. */
    static Parser<String> token() {
        return text -> {
            var stripped = text.strip();
            if (!stripped.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw refusal("is not a bearer token: it contains white space or characters that are not allowed in an"
                        + " HTTP header");
            }
            return stripped;
        };
    }

    /** A user of basic authentication, which ends at the first colon. */
    static Parser<String> username() {
        var text = text();
        return typed -> {
            var name = text.parse(typed);
            if (name.indexOf(':') >= 0) {
                throw refusal(Spelling.quote(name) + " is not a user name: it contains a colon");
            }
            return name;
        };
    }

    /** A password, with the spaces around it; a message never shows it. */
    static Parser<String> password() {
        return text -> {
            var password = text.replaceAll("[\\r\\n]+$", "");
            if (password.chars().anyMatch(Character::isISOControl)) {
                throw refusal("contains a line break or another control character");
            }
            return password;
        };
    }

    /** A name for TLS to verify, or a host to listen on. */
    static Parser<String> host() {
        return text -> {
            var stripped = text.strip();
            if (stripped.isEmpty() || !stripped.chars().allMatch(c -> c > ' ' && c < 127 && c != '/')) {
                throw refusal(Spelling.quote(text) + " is not a host name or address");
            }
            return stripped;
        };
    }

    /** A name that Kubernetes accepts for a namespace (RFC 1123 label). */
    static Parser<String> label() {
        return text -> {
            var stripped = text.strip();
            if (stripped.length() > LONGEST_LABEL || !LABEL.matcher(stripped).matches()) {
                throw refusal(
                        Spelling.quote(text) + " is not a namespace: lower-case letters, digits and - are allowed");
            }
            return stripped;
        };
    }

    /** A name that Kubernetes accepts for most objects (RFC 1123 subdomain). */
    static Parser<String> objectName() {
        return text -> {
            var stripped = text.strip();
            var parts = Arrays.stream(stripped.split("\\.", -1));
            if (stripped.length() > LONGEST_NAME || !parts.allMatch(LABEL.asMatchPredicate())) {
                throw refusal(Spelling.quote(text)
                        + " is not a Kubernetes name: lower-case letters, digits, - and . are allowed");
            }
            return stripped;
        };
    }

    /** An http or https URL with a host, with or without a query; slashes at the end of its path are dropped. */
    static Parser<String> baseUrl() {
        return text -> {
            var stripped = text.strip();
            var shown = Spelling.withoutQuery(stripped);
            if (shown.contains("@")) {
                throw refusal(
                        "must not contain a user or password; set them in " + Environment.PROMETHEUS_BASIC_AUTH_USERNAME
                                + " and " + Environment.PROMETHEUS_BASIC_AUTH_PASSWORD);
            }
            var uri = uri(stripped, shown);
            var scheme = uri.getScheme();
            if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
                throw refusal(Spelling.quote(shown)
                        + " is not a URL such as https://prometheus:9090: it must start with https:// or http://");
            }
            if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
                throw refusal(Spelling.quote(shown)
                        + " is not a URL such as https://prometheus:9090: its host or port is not valid");
            }
            if (uri.getFragment() != null) {
                throw refusal(Spelling.quote(shown) + " must not contain a # fragment");
            }
            for (var name : QueryParameters.names(uri.getRawQuery())) {
                QueryParameters.checkFree(name);
            }
            return stripped.replaceFirst("/+(?=[?]|$)", "");
        };
    }

    private static URI uri(String text, String shown) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // without its cause, which has the whole text in its message
            throw refusal(Spelling.quote(shown) + " is not a URL such as https://prometheus:9090: " + e.getReason());
        }
    }

    private static IllegalArgumentException refusal(String message) {
        return new IllegalArgumentException(message);
    }
}
