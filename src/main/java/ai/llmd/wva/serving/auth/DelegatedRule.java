package ai.llmd.wva.serving.auth;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets in whom the API server's proxy, or a bearer token, introduces, and the API server grants the request. What is
 * remembered is answered at once; only what is not waits for a worker.
 */
public record DelegatedRule(
        FrontProxyTrust proxy, Delegation delegation, Function<RoutingContext, AccessRequest> demands)
        implements AccessRule {
    private static final String CALLER = "caller";

    @Override
    public Future<AccessVerdict> check(RoutingContext request) {
        var introduced = proxy.caller(request.request());
        if (introduced.isPresent()) {
            return authorized(request, introduced.get());
        }
        return BearerToken.of(request.request())
                .map(token -> request.vertx().executeBlocking(() -> delegation.whose(token), false))
                .orElse(Future.succeededFuture(Optional.empty()))
                .compose(
                        caller -> caller.map(known -> authorized(request, known))
                                .orElse(Future.succeededFuture(AccessVerdict.UNAUTHENTICATED)),
                        unanswered -> Future.succeededFuture(AccessVerdict.UNAVAILABLE));
    }

    private Future<AccessVerdict> authorized(RoutingContext request, Caller caller) {
        request.put(CALLER, caller.name());
        var demand = demands.apply(request);
        return delegation
                .remembered(caller, demand)
                .map(Future::succeededFuture)
                .orElseGet(() -> request.vertx().executeBlocking(() -> delegation.check(caller, demand), false));
    }

    /** The name of who asks, once that is known. */
    public static String callerOf(RoutingContext request) {
        return request.get(CALLER, "");
    }
}
