package ai.llmd.wva.serving.external;

import ai.llmd.wva.model.LabelSelection;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.auth.AccessVerdict;
import ai.llmd.wva.serving.auth.DelegatedRule;
import ai.llmd.wva.serving.auth.Delegation;
import ai.llmd.wva.serving.auth.FrontProxyTrust;
import ai.llmd.wva.serving.desired.DesiredNumber;
import ai.llmd.wva.serving.desired.DesiredNumbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;

/**
 * GET of a metric in a namespace: the values of the variants that the label selector means. Answers at once from what
 * is known; where there is nothing to serve it is an error, so that an autoscaler changes nothing and says why.
 */
public record MetricValues(DesiredNumbers numbers, MetricNames names, AccessRule access, Clock clock)
        implements RouteModule {
    private static final String METRIC = "metric";
    private static final String NAMESPACE = "namespace";

    /** For whom the API server grants {@code list} of the metric in its namespace. */
    public static MetricValues of(
            DesiredNumbers numbers, MetricNames names, FrontProxyTrust proxy, Delegation delegation, Clock clock) {
        return new MetricValues(numbers, names, new DelegatedRule(proxy, delegation, MetricValues::demand), clock);
    }

    private static AccessRequest demand(RoutingContext request) {
        return new AccessRequest.Listing(ApiDocument.GROUP, request.pathParam(METRIC), request.pathParam(NAMESPACE));
    }

    @Override
    public List<String> paths() {
        return List.of(ApiDocument.BASE + "/namespaces/:" + NAMESPACE + "/:" + METRIC);
    }

    @Override
    public void refuse(RoutingContext request, AccessVerdict verdict) {
        ApiRefusal.answer(request, verdict);
    }

    @Override
    public void answer(RoutingContext request) {
        var all = ExternalMetric.all(names);
        var asked = request.pathParam(METRIC);
        var metric = all.stream().filter(one -> one.name().equals(asked)).findFirst();
        if (metric.isEmpty()) {
            ApiStatus.error(
                    request,
                    ApiStatus.NOT_FOUND,
                    "NotFound",
                    "there is no such metric here; there are "
                            + String.join(
                                    ", ", all.stream().map(ExternalMetric::name).toList()));
            return;
        }
        LabelSelection selector;
        try {
            selector = LabelSelection.parse(request.request().getParam("labelSelector", ""));
        } catch (IllegalArgumentException e) {
            ApiStatus.error(request, ApiStatus.BAD_REQUEST, "BadRequest", e.getMessage());
            return;
        }
        answer(request, metric.get(), selector);
    }

    private void answer(RoutingContext request, ExternalMetric metric, LabelSelection selector) {
        var namespace = request.pathParam(NAMESPACE);
        var selected = candidates(namespace, selector).stream()
                .filter(number -> selector.selects(ExternalMetric.labels(number)))
                .toList();
        if (!selected.isEmpty()) {
            var now = clock.instant();
            var items =
                    selected.stream().map(number -> metric.value(number, now)).toList();
            ApiStatus.json(
                    request,
                    new JsonObject()
                            .put("kind", "ExternalMetricValueList")
                            .put("apiVersion", ApiDocument.GROUP_VERSION)
                            .put("metadata", new JsonObject())
                            .put("items", new JsonArray(items)));
        } else if (numbers.served()) {
            ApiStatus.error(
                    request,
                    ApiStatus.NOT_FOUND,
                    "NotFound",
                    "no variant in namespace " + namespace + " that is acted on has a decision and these labels");
        } else {
            ApiStatus.error(
                    request,
                    ApiStatus.UNAVAILABLE,
                    "ServiceUnavailable",
                    "there has been no leader for too long: the last decisions are no longer served");
        }
    }

    /** Most ask for one variant by its name: the others need not be looked at. */
    private List<DesiredNumber> candidates(String namespace, LabelSelection selector) {
        return selector.only(ExternalMetric.VARIANT)
                .map(name -> name.isBlank()
                        ? List.<DesiredNumber>of()
                        : numbers.of(new VariantId(namespace, name)).stream().toList())
                .orElseGet(() -> numbers.in(namespace));
    }
}
