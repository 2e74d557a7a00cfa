package ai.llmd.wva.serving.grpc;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The methods of a gRPC service. Who may call them is for TLS to say: everyone who could connect. */
public final class GrpcService implements RouteModule {
    private static final String METHOD = "method";
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int VERSION_NOT_SUPPORTED = 505;

    /** Of the longest messages, how many may be under way at a time. */
    private static final int LONGEST_MESSAGES = 128;

    private final String name;
    private final Map<String, GrpcMethod> methods;
    private final int maxMessageBytes;
    private final Duration messageTimeout;
    private final ReceiveBudget budget;

    /**
     * A service nobody has called yet.
     *
     * @param name of the service with its package
     * @param methods by their names
     * @param maxMessageBytes of one message of a caller
     * @param messageTimeout from a call's header to the end of its message
     */
    public GrpcService(String name, Map<String, GrpcMethod> methods, int maxMessageBytes, Duration messageTimeout) {
        this.name = name;
        this.methods = Map.copyOf(methods);
        this.maxMessageBytes = maxMessageBytes;
        this.messageTimeout = messageTimeout;
        this.budget = new ReceiveBudget((long) LONGEST_MESSAGES * maxMessageBytes);
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public List<String> paths() {
        return List.of("/" + name + "/:" + METHOD);
    }

    @Override
    public AccessRule access() {
        return AccessRule.open();
    }

    @Override
    public void answer(RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2) {
            context.response().setStatusCode(VERSION_NOT_SUPPORTED).end("gRPC needs HTTP/2\n");
        } else if (!isGrpc(context.request().getHeader("content-type"))) {
            context.response().setStatusCode(UNSUPPORTED_MEDIA_TYPE).end("this is a port for gRPC\n");
        } else {
            var call = new GrpcCall(context, maxMessageBytes, budget);
            var method = methods.get(context.pathParam(METHOD));
            if (method == null) {
                call.fail(GrpcStatus.UNIMPLEMENTED, name + " has no such method here");
            } else {
                call.receive(method, messageTimeout);
            }
        }
    }

    /** Alone, or with the encoding of messages or parameters after it. */
    private static boolean isGrpc(String contentType) {
        if (contentType == null) {
            return false;
        }
        var type = contentType.toLowerCase(Locale.ROOT);
        var end = GrpcCall.CONTENT_TYPE.length();
        return type.startsWith(GrpcCall.CONTENT_TYPE)
                && (type.length() == end || type.charAt(end) == '+' || type.charAt(end) == ';');
    }
}
