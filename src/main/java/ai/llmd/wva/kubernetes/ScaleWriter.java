package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.ScaleWrite.Failed;
import ai.llmd.wva.model.ScaleWrite.Reason;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.Variant;
import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Scalable;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * Writes the scale subresource of targets as the HorizontalPodAutoscaler's controller does: it is read first, and
 * written with the version that was read, so that what somebody else changed meanwhile is not lost. Blocks for as long
 * as the client's limits let two requests take.
 */
public final class ScaleWriter implements TargetScaler {
    private final KubernetesClient client;

    public ScaleWriter(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public ScaleWrite scale(Variant variant, IntUnaryOperator next) {
        try {
            var target = target(variant.id().namespace(), variant.targetRef());
            var scale = target.scale();
            if (scale == null || scale.getSpec() == null) {
                return new Failed(Reason.NOT_FOUND, variant.targetRef() + " has no scale");
            }
            // the API server leaves out a zero
            int before = Optional.ofNullable(scale.getSpec().getReplicas()).orElse(0);
            int asked = next.applyAsInt(before);
            if (asked != before) {
                write(target, scale, asked);
            }
            return new ScaleWrite.Done(before, asked);
        } catch (KubernetesClientException e) {
            return new Failed(reason(e.getCode()), message(e));
        }
    }

    private static void write(Scalable<?> target, Scale scale, int replicas) {
        scale.getSpec().setReplicas(replicas);
        target.scale(scale);
    }

    private Scalable<?> target(String namespace, TargetRef target) {
        return client.genericKubernetesResources(CustomKinds.context(target))
                .inNamespace(namespace)
                .withName(target.name());
    }

    private static Reason reason(int code) {
        return switch (code) {
            case HttpURLConnection.HTTP_FORBIDDEN -> Reason.FORBIDDEN;
            case HttpURLConnection.HTTP_NOT_FOUND -> Reason.NOT_FOUND;
            case HttpURLConnection.HTTP_CONFLICT -> Reason.CONFLICT;
            default -> Reason.OTHER;
        };
    }

    /** The API server's own words where it answered: the client's differ from request to request. */
    private static String message(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : "no answer from the API server";
    }
}
