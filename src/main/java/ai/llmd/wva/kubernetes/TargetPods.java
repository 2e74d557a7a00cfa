package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.PodTemplates;
import ai.llmd.wva.model.PodTemplate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the pods of a scale target are made from: what that tells, and how little is kept to tell it. */
final class TargetPods {
    private TargetPods() {}

    /** A template that is read alike, with nothing else in it; null of one that tells nothing. */
    static PodTemplateSpec slim(PodTemplateSpec template) {
        var facts = read(template);
        return facts.equals(PodTemplate.UNKNOWN)
                ? null
                : new PodTemplateSpecBuilder()
                        .withNewMetadata()
                        .withLabels(PodTemplates.labels(facts))
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withArgs(PodTemplates.commandLine(facts))
                        .endContainer()
                        .endSpec()
                        .build();
    }

    static PodTemplate read(PodTemplateSpec template) {
        return template == null ? PodTemplate.UNKNOWN : PodTemplates.of(labels(template), commandLines(template));
    }

    private static Map<String, String> labels(PodTemplateSpec template) {
        var metadata = template.getMetadata();
        return metadata == null || metadata.getLabels() == null ? Map.of() : metadata.getLabels();
    }

    private static List<List<String>> commandLines(PodTemplateSpec template) {
        return template.getSpec() == null
                ? List.of()
                : template.getSpec().getContainers().stream()
                        .map(TargetPods::commandLine)
                        .toList();
    }

    private static List<String> commandLine(Container container) {
        return Stream.concat(container.getCommand().stream(), container.getArgs().stream())
                .toList();
    }
}
