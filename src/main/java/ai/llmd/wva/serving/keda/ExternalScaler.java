package ai.llmd.wva.serving.keda;

import ai.llmd.wva.serving.RouteModule;
import ai.llmd.wva.serving.desired.DesiredNumbers;
import ai.llmd.wva.serving.grpc.GrpcMethod;
import ai.llmd.wva.serving.grpc.GrpcService;
import java.time.Duration;
import java.util.Map;

/** {@code externalscaler.ExternalScaler}, as KEDA calls it. On one event loop. */
public final class ExternalScaler {
    /** Of one message: what a trigger's metadata takes is far less. */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    private static final String SERVICE = "externalscaler.ExternalScaler";

    private final ActiveStreams streams;
    private final GrpcService service;

    /**
     * One without callers.
     *
     * @param mostStreams StreamIsActive calls that may be open at a time
     * @param messageTimeout from a call's header to the end of its message
     */
    public ExternalScaler(DesiredNumbers numbers, int mostStreams, Duration messageTimeout) {
        var answers = new Answers(numbers);
        streams = new ActiveStreams(answers, mostStreams);
        service = new GrpcService(
                SERVICE,
                Map.of(
                        "IsActive",
                        GrpcMethod.unary(message -> Messages.active(answers.active(ScaledObjectRef.parse(message)))),
                        "StreamIsActive",
                        streams::open,
                        "GetMetricSpec",
                        GrpcMethod.unary(message -> {
                            // one that names no variant is told so here, where KEDA makes the HPA
                            Answers.variant(ScaledObjectRef.parse(message));
                            return Messages.spec(Answers.METRIC, Answers.TARGET);
                        }),
                        "GetMetrics",
                        GrpcMethod.unary(message ->
                                Messages.value(Answers.METRIC, answers.value(MetricsRequest.parse(message))))),
                MAX_MESSAGE_BYTES,
                messageTimeout);
    }

    /** What a port is to serve. */
    public RouteModule routes() {
        return service;
    }

    /** Pushes what changed. */
    public void refresh() {
        streams.refresh();
    }

    /** StreamIsActive calls that are open. */
    public int openStreams() {
        return streams.size();
    }

    /** Ends the open streams, so that their callers look for another replica. */
    public void close() {
        streams.close();
    }
}
