package ai.llmd.wva.declaration.resource;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** How one variant of a model is served, and how many replicas it needs: {@code llmd.ai/v1alpha1}. */
@Group(VariantAutoscaling.GROUP)
@Version(VariantAutoscaling.VERSION)
@Kind(VariantAutoscaling.KIND)
@Plural(VariantAutoscaling.PLURAL)
@Singular("variantautoscaling")
@ShortNames("va")
public class VariantAutoscaling extends CustomResource<VariantAutoscalingSpec, VariantAutoscalingStatus>
        implements Namespaced {
    public static final String GROUP = "llmd.ai";
    public static final String VERSION = "v1alpha1";
    public static final String KIND = "VariantAutoscaling";
    public static final String PLURAL = "variantautoscalings";

    /** Annotation that keeps the last decision while it is {@code true}. */
    public static final String FREEZE_ANNOTATION = "wva.llmd.ai/freeze";

    /** Annotation whose every new value has what was learned of the variant forgotten. */
    public static final String RESET_PROFILE_ANNOTATION = "wva.llmd.ai/reset-profile";

    /** Label that says which of several controllers takes care of a resource. */
    public static final String INSTANCE_LABEL = "wva.llmd.ai/controller-instance";

    /** Label that names the accelerator the variant runs on now. */
    public static final String ACCELERATOR_LABEL = "inference.optimization/acceleratorName";
}
