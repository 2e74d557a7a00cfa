package ai.llmd.wva.kubernetes;

import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.AccessVerdict;
import ai.llmd.wva.serving.auth.TokenAuthorizer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a bearer token may read a path of ours, as the API server decides: a TokenReview tells who it is, a
 * SubjectAccessReview whether this user may {@code get} the path. Answers are remembered for a short time. Blocks for
 * up to two requests.
 */
public final class AccessReviews implements TokenAuthorizer {
    private static final Logger LOG = LoggerFactory.getLogger(AccessReviews.class);

    private final Reviews reviews;
    private final Options options;
    private final AnswerMemory<Question, AccessVerdict> answers;

    /**
     * How access is checked.
     *
     * @param grantedFor how long a granted answer is remembered
     * @param refusedFor how long a refusal is remembered
     * @param capacity of the memory, in pairs of token and path; the oldest go first
     */
    public record Options(Duration grantedFor, Duration refusedFor, int capacity) {
        public Options {
            if (grantedFor.isNegative() || refusedFor.isNegative() || capacity < 1) {
                throw new IllegalArgumentException("durations must not be negative, capacity at least 1");
            }
        }
    }

    public AccessReviews(KubernetesClient client, Options options, Clock clock) {
        this.reviews = new Reviews(client);
        this.options = options;
        this.answers = new AnswerMemory<>(options.capacity(), clock);
    }

    /** Never throws for what the API server does; that it does not answer is not remembered. */
    @Override
    public AccessVerdict check(String bearerToken, String path) {
        if (bearerToken.isBlank()) {
            return AccessVerdict.UNAUTHENTICATED;
        }
        var key = new Question(TokenDigest.of(bearerToken), path);
        var known = answers.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        var asked = answers.now();
        var verdict = ask(bearerToken, path);
        if (verdict != AccessVerdict.UNAVAILABLE) {
            answers.put(
                    key,
                    verdict,
                    asked,
                    verdict == AccessVerdict.GRANTED ? options.grantedFor() : options.refusedFor());
        }
        return verdict;
    }

    private AccessVerdict ask(String token, String path) {
        try {
            return reviews.caller(token)
                    .map(caller -> reviews.may(caller, new AccessRequest.Path(path))
                            ? AccessVerdict.GRANTED
                            : AccessVerdict.FORBIDDEN)
                    .orElse(AccessVerdict.UNAUTHENTICATED);
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("code", e.getCode())
                    .addKeyValue("error", e.getMessage())
                    .log(
                            e.getCode() == 403
                                    ? "cannot authenticate the client: the ServiceAccount lacks the verb create on"
                                            + " tokenreviews.authentication.k8s.io or"
                                            + " subjectaccessreviews.authorization.k8s.io"
                                    : "cannot authenticate the client: the API server does not answer");
            return AccessVerdict.UNAVAILABLE;
        }
    }

    private record Question(String tokenDigest, String path) {}
}
