package ai.llmd.wva.controller;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.kubernetes.AccessReviews;
import ai.llmd.wva.kubernetes.ApiRegistration;
import ai.llmd.wva.kubernetes.DelegatedReviews;
import ai.llmd.wva.kubernetes.FrontProxySource;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.FrontProxyTrust;
import ai.llmd.wva.serving.desired.DesiredNumbers;
import ai.llmd.wva.serving.external.ApiDocument;
import ai.llmd.wva.serving.external.ApiHealth;
import ai.llmd.wva.serving.external.MetricValues;
import ai.llmd.wva.verticle.HttpsVerticle;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.net.TrustOptions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What serves external metrics.
 *
 * @param client for reviews, and for how to know the API server's proxy
 * @param namespace of the controller
 */
record ExternalMetricsServer(Configuration configuration, KubernetesClient client, String namespace, Clock clock) {
    private static final String SERVICE = "workload-variant-autoscaler-external-metrics";
    private static final int REVIEWS_KEPT = 10_000;

    Pipeline.Deployable deployable(DesiredNumbers numbers) {
        return new Pipeline.Deployable(() -> verticle(numbers), Controller.httpsPool(configuration));
    }

    private HttpsVerticle verticle(DesiredNumbers numbers) {
        var external = configuration.externalMetrics();
        var trust = new FrontProxyTrust();
        var proxy = new FrontProxySource(client, trust);
        var registration = new ApiRegistration(client, namespace + "/" + SERVICE);
        return new HttpsVerticle(
                configuration.https().at(external.host(), external.port()),
                List.of(SERVICE + "." + namespace + ".svc", "localhost"),
                modules(numbers, trust),
                clock,
                Optional.of(new HttpsVerticle.Clients(TrustOptions.wrap(trust), () -> {
                    proxy.run();
                    registration.run();
                })));
    }

    private List<RouteModule> modules(DesiredNumbers numbers, FrontProxyTrust trust) {
        var https = configuration.https();
        var reviews = new DelegatedReviews(
                client, new AccessReviews.Options(https.grantedCache(), https.refusedCache(), REVIEWS_KEPT), clock);
        var names = configuration.metrics().names();
        return Stream.concat(
                        Stream.of(MetricValues.of(numbers, names, trust, reviews, clock), new ApiHealth()),
                        ApiDocument.all(names, trust, reviews).stream())
                .toList();
    }
}
