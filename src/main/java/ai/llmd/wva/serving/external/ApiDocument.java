package ai.llmd.wva.serving.external;

import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.auth.AccessVerdict;
import ai.llmd.wva.serving.auth.DelegatedRule;
import ai.llmd.wva.serving.auth.Delegation;
import ai.llmd.wva.serving.auth.FrontProxyTrust;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A document that says what the API is: discovery and OpenAPI. */
public record ApiDocument(String path, JsonObject document, AccessRule access) implements RouteModule {
    static final String GROUP = "external.metrics.k8s.io";
    static final String VERSION = "v1beta1";
    static final String GROUP_VERSION = GROUP + "/" + VERSION;
    static final String BASE = "/apis/" + GROUP_VERSION;

    private static final String OPEN_API = "/openapi/v3";
    private static final String AGGREGATED_DISCOVERY = "as=APIGroupDiscoveryList";
    private static final String NAME = "name";
    private static final String VERSION_KEY = "version";
    private static final String KIND = "kind";
    private static final String API_VERSION = "apiVersion";

    /** All of them, for whom the API server grants {@code get} of their paths. */
    public static List<RouteModule> all(MetricNames names, FrontProxyTrust proxy, Delegation delegation) {
        var access = new DelegatedRule(proxy, delegation, request -> new AccessRequest.Path(request.normalizedPath()));
        return List.of(
                new ApiDocument("/apis", groups(), access),
                new ApiDocument("/apis/" + GROUP, group().put(KIND, "APIGroup").put(API_VERSION, "v1"), access),
                new ApiDocument(BASE, resources(names), access),
                new ApiDocument("/openapi/v2", openApi().put("swagger", "2.0"), access),
                new ApiDocument(OPEN_API, openApiPaths(), access),
                new ApiDocument(OPEN_API + BASE, openApi().put("openapi", "3.0.0"), access));
    }

    @Override
    public List<String> paths() {
        return List.of(path);
    }

    @Override
    public void refuse(RoutingContext request, AccessVerdict verdict) {
        ApiRefusal.answer(request, verdict);
    }

    @Override
    public void answer(RoutingContext request) {
        var accepted = request.request().getHeader("Accept");
        if (accepted != null && accepted.contains(AGGREGATED_DISCOVERY) && !acceptsPlain(accepted)) {
            ApiStatus.error(
                    request, ApiStatus.NOT_ACCEPTABLE, "NotAcceptable", "only application/json is served, one by one");
        } else {
            ApiStatus.json(request, document);
        }
    }

    private static boolean acceptsPlain(String accepted) {
        for (var type : accepted.split(",", -1)) {
            if (!type.contains(AGGREGATED_DISCOVERY) && (type.contains("json") || type.contains("*/*"))) {
                return true;
            }
        }
        return false;
    }

    private static JsonObject groups() {
        return new JsonObject()
                .put(KIND, "APIGroupList")
                .put(API_VERSION, "v1")
                .put("groups", new JsonArray().add(group()));
    }

    private static JsonObject group() {
        var version = new JsonObject().put("groupVersion", GROUP_VERSION).put(VERSION_KEY, VERSION);
        return new JsonObject()
                .put(NAME, GROUP)
                .put("versions", new JsonArray().add(version))
                .put("preferredVersion", version);
    }

    private static JsonObject resources(MetricNames names) {
        var resources = new JsonArray();
        ExternalMetric.all(names).stream()
                .map(metric -> new JsonObject()
                        .put(NAME, metric.name())
                        .put("singularName", "")
                        .put("namespaced", true)
                        .put(KIND, "ExternalMetricValueList")
                        .put("verbs", new JsonArray().add("get")))
                .forEach(resources::add);
        return new JsonObject()
                .put(KIND, "APIResourceList")
                .put(API_VERSION, "v1")
                .put("groupVersion", GROUP_VERSION)
                .put("resources", resources);
    }

    private static JsonObject openApi() {
        return new JsonObject()
                .put("info", new JsonObject().put("title", GROUP).put(VERSION_KEY, VERSION))
                .put("paths", new JsonObject());
    }

    private static JsonObject openApiPaths() {
        var here = new JsonObject().put("serverRelativeURL", OPEN_API + BASE + "?hash=" + VERSION);
        return new JsonObject().put("paths", new JsonObject().put(BASE.substring(1), here));
    }
}
