package ai.llmd.wva.controller;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ProgramVersion;
import ai.llmd.wva.kubernetes.AccessReviews;
import ai.llmd.wva.kubernetes.DelegatedReviews;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.PageFacts;
import ai.llmd.wva.page.PageState;
import ai.llmd.wva.page.ShownStatus;
import ai.llmd.wva.page.http.EventHub;
import ai.llmd.wva.page.http.PageAccess;
import ai.llmd.wva.page.http.PageDesk;
import ai.llmd.wva.page.http.PageRoutes;
import ai.llmd.wva.page.http.PlanAnswer;
import ai.llmd.wva.serving.HttpPort;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.auth.DelegatedRule;
import ai.llmd.wva.serving.auth.FrontProxyTrust;
import ai.llmd.wva.serving.limits.ConnectionLimits;
import ai.llmd.wva.serving.tls.TlsOptions;
import ai.llmd.wva.verticle.HttpsVerticle;
import ai.llmd.wva.verticle.PagePort;
import ai.llmd.wva.verticle.PageVerticle;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What serves the live page: on the loopback address in plain HTTP, to whoever is there; elsewhere over TLS, to whom
 * the API server grants it.
 *
 * @param client for reviews
 * @param identity of this process
 * @param statuses what the status of a resource shows now
 * @param names DNS names of a certificate that is made here
 */
record PageServer(
        Configuration configuration,
        KubernetesClient client,
        String identity,
        Leadership leadership,
        Function<VariantId, Optional<ShownStatus>> statuses,
        List<String> names,
        Clock clock) {
    private static final int REVIEWS_KEPT = 1000;

    Pipeline.Deployable deployable() {
        return new Pipeline.Deployable(this::verticle, Controller.httpsPool(configuration));
    }

    private PageVerticle verticle() {
        return new PageVerticle(
                state(configuration, identity, clock.instant(), leadership::isLeader, leadership::leader, statuses),
                this::port,
                configuration.page().maxStreams(),
                clock,
                configuration.vertx().busTimeout());
    }

    /** What a page knows at first, of a process that began at {@code startedAt}. */
    static PageState state(
            Configuration configuration,
            String identity,
            Instant startedAt,
            BooleanSupplier leading,
            Supplier<Optional<String>> leader,
            Function<VariantId, Optional<ShownStatus>> statuses) {
        var page = configuration.page();
        var optimizer = configuration.optimizer();
        return new PageState(
                new PageFacts(
                        ProgramVersion.get(),
                        identity,
                        startedAt,
                        optimizer.policy(),
                        optimizer.law(),
                        leading,
                        leader),
                statuses,
                new PageState.Budget(page.historyBytes(), page.historySpan()));
    }

    private PagePort port(Vertx vertx, PageDesk desk, EventHub hub) {
        var page = configuration.page();
        var limit = configuration.optimizer().timeLimit();
        var plans = new PlanAnswer(
                desk,
                Stages.policy(configuration.optimizer()),
                vertx.createSharedWorkerExecutor("wva-what-if", 1, limit.toMillis(), TimeUnit.MILLISECONDS),
                limit);
        var routes = PageRoutes.of(desk, hub, plans, access());
        var address = (page.isLocal() ? "http://" : "https://") + page.host() + ":" + page.port();
        return new PagePort(vertx, address, () -> page.isLocal() ? plain(vertx, routes) : secure(vertx, routes));
    }

    private AccessRule access() {
        var https = configuration.https();
        if (configuration.page().isLocal()) {
            return PageAccess.local(Set.copyOf(configuration.page().hosts()));
        }
        if (!https.authentication()) {
            return PageAccess.remote(AccessRule.open());
        }
        var reviews = new DelegatedReviews(
                client, new AccessReviews.Options(https.grantedCache(), https.refusedCache(), REVIEWS_KEPT), clock);
        return PageAccess.remote(new DelegatedRule(new FrontProxyTrust(), reviews, PageAccess::demand));
    }

    private Future<PagePort.Opened> plain(Vertx vertx, List<RouteModule> routes) {
        var page = configuration.page();
        var https = configuration.https();
        return HttpPort.open(vertx, TlsOptions.plain(page, https), ConnectionLimits.of(page, https), routes)
                .map(port -> new PagePort.Opened(port.actualPort(), port::close));
    }

    private Future<PagePort.Opened> secure(Vertx vertx, List<RouteModule> routes) {
        var page = configuration.page();
        var https = configuration.https().at(page.host(), page.port(), page.maxConnections());
        var server = new HttpsVerticle(https, names, routes, clock);
        return vertx.deployVerticle(server, Controller.httpsPool(configuration))
                .map(id -> new PagePort.Opened(server.actualPort(), () -> undeploy(vertx, id)));
    }

    /** It goes with the page's verticle, which deployed it: then it is gone already. */
    private static Future<Void> undeploy(Vertx vertx, String id) {
        return vertx.deploymentIDs().contains(id) ? vertx.undeploy(id) : Future.succeededFuture();
    }
}
