package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.PodTemplates;
import ai.llmd.wva.model.PodTemplate;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.Map;

/** What the pods of a scale target are made from: what of it is kept, and what that tells. */
final class TargetPods {
    private TargetPods() {}

    /** What is read of a template, and nothing else. */
    static PodTemplateSpec slim(PodTemplateSpec template) {
        var role = labels(template).get(PodTemplates.ROLE_LABEL);
        return role == null
                ? null
                : new PodTemplateSpecBuilder()
                        .withNewMetadata()
                        .addToLabels(PodTemplates.ROLE_LABEL, role)
                        .endMetadata()
                        .build();
    }

    static PodTemplate read(PodTemplateSpec template) {
        return PodTemplates.of(labels(template));
    }

    private static Map<String, String> labels(PodTemplateSpec template) {
        var metadata = template == null ? null : template.getMetadata();
        return metadata == null || metadata.getLabels() == null ? Map.of() : metadata.getLabels();
    }
}
