package ai.llmd.wva.kubernetes;

import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.AccessVerdict;
import ai.llmd.wva.serving.auth.Caller;
import ai.llmd.wva.serving.auth.Delegation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server by TokenReview and SubjectAccessReview, and remembers its answers for a short time. Who may list
 * a resource in all namespaces is asked only once for all of them: autoscalers of a thousand namespaces are one user.
 */
public final class DelegatedReviews implements Delegation {
    private static final Logger LOG = LoggerFactory.getLogger(DelegatedReviews.class);
    private static final String EVERYWHERE = "";

    private final Reviews reviews;
    private final AccessReviews.Options options;
    private final AnswerMemory<String, Optional<Caller>> callers;
    private final AnswerMemory<Question, Boolean> rights;

    private record Question(Caller caller, AccessRequest demand) {}

    public DelegatedReviews(KubernetesClient client, AccessReviews.Options options, Clock clock) {
        this.reviews = new Reviews(client);
        this.options = options;
        this.callers = new AnswerMemory<>(options.capacity(), clock);
        this.rights = new AnswerMemory<>(options.capacity(), clock);
    }

    @Override
    public Optional<Caller> whose(String bearerToken) {
        var digest = TokenDigest.of(bearerToken);
        var known = callers.get(digest);
        if (known.isPresent()) {
            return known.get();
        }
        var asked = callers.now();
        try {
            var caller = reviews.caller(bearerToken);
            callers.put(digest, caller, asked, caller.isPresent() ? options.grantedFor() : options.refusedFor());
            return caller;
        } catch (KubernetesClientException e) {
            warn(e);
            throw new IllegalStateException("the API server does not answer", e);
        }
    }

    @Override
    public Optional<AccessVerdict> remembered(Caller caller, AccessRequest demand) {
        return rights.get(new Question(caller, everywhere(demand)))
                .filter(granted -> granted)
                .or(() -> rights.get(new Question(caller, demand)))
                .map(granted -> granted ? AccessVerdict.GRANTED : AccessVerdict.FORBIDDEN);
    }

    @Override
    public AccessVerdict check(Caller caller, AccessRequest demand) {
        var known = remembered(caller, demand);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return may(new Question(caller, everywhere(demand))) || may(new Question(caller, demand))
                    ? AccessVerdict.GRANTED
                    : AccessVerdict.FORBIDDEN;
        } catch (KubernetesClientException e) {
            warn(e);
            return AccessVerdict.UNAVAILABLE;
        }
    }

    private static AccessRequest everywhere(AccessRequest demand) {
        return demand instanceof AccessRequest.Listing listing
                ? new AccessRequest.Listing(listing.group(), listing.resource(), EVERYWHERE)
                : demand;
    }

    private boolean may(Question question) {
        var known = rights.get(question);
        if (known.isPresent()) {
            return known.get();
        }
        var asked = rights.now();
        boolean granted = reviews.may(question.caller(), question.demand());
        rights.put(question, granted, asked, granted ? options.grantedFor() : options.refusedFor());
        return granted;
    }

    private static void warn(KubernetesClientException e) {
        LOG.atWarn()
                .addKeyValue("code", e.getCode())
                .addKeyValue("error", e.getMessage())
                .log("cannot authenticate the client: the API server refuses or does not answer");
    }
}
