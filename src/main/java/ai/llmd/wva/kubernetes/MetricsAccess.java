package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a bearer token may read a path of ours, as the API server decides: a TokenReview tells who it is, a
 * SubjectAccessReview whether this user may {@code get} the path. Answers are remembered for a short time. Blocks for up to
 * two requests.
 */
public final class MetricsAccess {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsAccess.class);

    private final KubernetesClient client;
    private final Options options;
    private final Clock clock;
    private final Map<String, Remembered> answers;

    /** What may be done with a token. */
    public enum Access {
        GRANTED,
        /** The token is not one of this cluster, or has expired: 401. */
        UNAUTHENTICATED,
        /** The user is known and lacks the right: 403. */
        FORBIDDEN,
        /** The API server did not answer, so nobody may: 503. Never remembered. */
        UNAVAILABLE
    }

    /**
     * How access is checked.
     *
     * @param path the nonResourceURL, e.g. {@code /metrics}
     * @param grantedFor how long a granted answer is remembered
     * @param refusedFor how long a refusal is remembered
     * @param capacity of the memory, in tokens; the oldest go first
     */
    public record Options(String path, Duration grantedFor, Duration refusedFor, int capacity) {
        public Options {
            if (grantedFor.isNegative() || refusedFor.isNegative() || capacity < 1) {
                throw new IllegalArgumentException("durations must not be negative, capacity at least 1");
            }
        }
    }

    public MetricsAccess(KubernetesClient client, Options options, Clock clock) {
        this.client = client;
        this.options = options;
        this.clock = clock;
        this.answers = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
                return size() > options.capacity();
            }
        };
    }

    /** Checks a token; never throws for what the API server does. */
    public Access check(String bearerToken) {
        if (bearerToken.isBlank()) {
            return Access.UNAUTHENTICATED;
        }
        var key = digest(bearerToken);
        var now = clock.instant();
        synchronized (answers) {
            var known = answers.get(key);
            if (known != null && now.isBefore(known.until())) {
                return known.access();
            }
        }
        var access = ask(bearerToken);
        if (access != Access.UNAVAILABLE) {
            var until = now.plus(access == Access.GRANTED ? options.grantedFor() : options.refusedFor());
            synchronized (answers) {
                answers.remove(key);
                answers.put(key, new Remembered(access, until));
            }
        }
        return access;
    }

    private Access ask(String token) {
        try {
            var status = review(token);
            if (status == null || !Boolean.TRUE.equals(status.getAuthenticated()) || status.getUser() == null) {
                return Access.UNAUTHENTICATED;
            }
            return mayGet(status.getUser()) ? Access.GRANTED : Access.FORBIDDEN;
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("code", e.getCode())
                    .addKeyValue("cause", e.getMessage())
                    .log(
                            e.getCode() == 403
                                    ? "cannot check who reads the metrics: the ServiceAccount lacks the verb create on"
                                            + " tokenreviews.authentication.k8s.io or"
                                            + " subjectaccessreviews.authorization.k8s.io"
                                    : "cannot check who reads the metrics: the API server does not answer");
            return Access.UNAVAILABLE;
        }
    }

    private TokenReviewStatus review(String token) {
        return client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build())
                .getStatus();
    }

    private boolean mayGet(UserInfo user) {
        var status = client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user.getUsername())
                        .withGroups(user.getGroups())
                        .withUid(user.getUid())
                        .withExtra(user.getExtra())
                        .withNewNonResourceAttributes()
                        .withPath(options.path())
                        .withVerb("get")
                        .endNonResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus();
        return status != null && Boolean.TRUE.equals(status.getAllowed());
    }

    /** Tokens are remembered by their digest only: a heap dump must not give any away. */
    private static String digest(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private record Remembered(Access access, Instant until) {}
}
