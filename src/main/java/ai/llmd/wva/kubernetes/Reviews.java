package ai.llmd.wva.kubernetes;

import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.Caller;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the API server who somebody is and what they may do. Blocks for a request, and remembers nothing; throws what
 * the client throws.
 */
record Reviews(KubernetesClient client) {

    /** By TokenReview: whose token it is; empty where it is nobody's. */
    Optional<Caller> caller(String token) {
        var status = client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build())
                .getStatus();
        return status == null || !Boolean.TRUE.equals(status.getAuthenticated()) || status.getUser() == null
                ? Optional.empty()
                : Optional.of(caller(status.getUser()));
    }

    private static Caller caller(UserInfo user) {
        return new Caller(
                user.getUsername(),
                Optional.ofNullable(user.getUid()),
                user.getGroups() == null ? List.of() : user.getGroups(),
                user.getExtra() == null ? Map.of() : user.getExtra());
    }

    /** By SubjectAccessReview: whether the caller may do it. */
    boolean may(Caller caller, AccessRequest demand) {
        var spec = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(caller.name())
                .withGroups(caller.groups())
                .withUid(caller.uid().orElse(null))
                .withExtra(caller.extra());
        var review = demand instanceof AccessRequest.Listing listing
                ? spec.withNewResourceAttributes()
                        .withGroup(listing.group())
                        .withResource(listing.resource())
                        .withNamespace(listing.namespace())
                        .withVerb("list")
                        .endResourceAttributes()
                : spec.withNewNonResourceAttributes()
                        .withPath(((AccessRequest.Path) demand).path())
                        .withVerb(((AccessRequest.Path) demand).verb())
                        .endNonResourceAttributes();
        var status = client.authorization()
                .v1()
                .subjectAccessReview()
                .create(review.endSpec().build())
                .getStatus();
        return status != null && Boolean.TRUE.equals(status.getAllowed());
    }
}
