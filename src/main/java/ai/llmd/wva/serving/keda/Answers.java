package ai.llmd.wva.serving.keda;

import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.desired.DesiredNumbers;
import ai.llmd.wva.serving.grpc.GrpcFailure;
import ai.llmd.wva.serving.grpc.GrpcStatus;
import java.util.Optional;

/**
 * What KEDA is told: one metric, the desired replicas, of which each replica is to have 1, so that the HPA which KEDA
 * makes ends at that number; and active while it is above 0. Everything else is a GrpcFailure, after which KEDA keeps
 * what there is, or applies the ScaledObject's fallback.
 *
 * @param numbers where the desired replicas come from
 */
record Answers(DesiredNumbers numbers) {
    /** The metric that the HPA follows. */
    static final String METRIC = "desired-replicas";

    /** Of the metric for each replica. */
    static final int TARGET = 1;

    /** The key in the trigger's metadata that names the VariantAutoscaling, in the ScaledObject's namespace. */
    static final String VARIANT = "variant";

    /** The longest name that Kubernetes allows. */
    private static final int LONGEST_NAME = 253;

    /** Whether any replica should run. */
    boolean active(ScaledObjectRef object) {
        return replicas(object) > 0;
    }

    /** The metric's value. */
    int value(MetricsRequest request) {
        if (!METRIC.equals(request.metric())) {
            throw new GrpcFailure(
                    GrpcStatus.INVALID_ARGUMENT,
                    "there is no metric " + shown(request.metric()) + " here, only " + METRIC);
        }
        return replicas(request.object());
    }

    /**
     * Desired replicas.
     *
     * @throws GrpcFailure where there are none that may be acted on
     */
    int replicas(ScaledObjectRef object) {
        var variant = variant(object);
        var number = numbers.of(variant);
        if (number.isPresent()) {
            return number.get().desired();
        }
        if (numbers.exists(variant).equals(Optional.of(false))) {
            throw new GrpcFailure(
                    GrpcStatus.NOT_FOUND,
                    "there is no VariantAutoscaling " + variant + ": the ScaledObject " + shown(object.name())
                            + " must be in its namespace and name it as " + VARIANT + " in its trigger's metadata");
        }
        throw new GrpcFailure(
                GrpcStatus.UNAVAILABLE,
                "no number of " + variant
                        + " is available now: nothing was decided yet, there is no leader, or the variant is advisory");
    }

    /**
     * Which variant a ScaledObject is for.
     *
     * @throws GrpcFailure if it names none
     */
    static VariantId variant(ScaledObjectRef object) {
        var name = object.metadata().getOrDefault(VARIANT, "").strip();
        if (name.isEmpty() || object.namespace().isBlank()) {
            throw new GrpcFailure(
                    GrpcStatus.INVALID_ARGUMENT,
                    "the trigger's metadata of the ScaledObject " + shown(object.name()) + " has no " + VARIANT
                            + ": the name of the VariantAutoscaling");
        }
        if (name.length() > LONGEST_NAME || object.namespace().length() > LONGEST_NAME) {
            throw new GrpcFailure(GrpcStatus.INVALID_ARGUMENT, "no name is longer than " + LONGEST_NAME);
        }
        return new VariantId(object.namespace(), name);
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
