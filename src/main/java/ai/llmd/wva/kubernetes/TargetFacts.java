package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.PodTemplate;
import io.fabric8.kubernetes.api.model.LabelSelector;

/**
 * What a scale target tells of itself.
 *
 * @param selector of its pods, beside those that it controls; null where it has none
 */
record TargetFacts(
        int declaredReplicas, int replicas, int readyReplicas, LabelSelector selector, PodTemplate template) {}
