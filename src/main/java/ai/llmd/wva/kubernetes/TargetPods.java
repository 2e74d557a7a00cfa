package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.PodTemplates;
import ai.llmd.wva.model.PodTemplate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the pods of a scale target are made from: what that tells, and how little is kept to tell it. */
final class TargetPods {
    /** Annotation of a slim template: the hash of the whole one. */
    private static final String HASH = "wva.llmd.ai/template-hash";

    private TargetPods() {}

    /** A template that is read alike, with nothing else in it; null of one that tells nothing. */
    static PodTemplateSpec slim(PodTemplateSpec template) {
        var facts = read(template);
        if (facts.equals(PodTemplate.UNKNOWN)) {
            return null;
        }
        var slim = new PodTemplateSpec();
        slim.setMetadata(new ObjectMetaBuilder()
                .withLabels(PodTemplates.labels(facts))
                .withAnnotations(facts.hash().map(hash -> Map.of(HASH, hash)).orElse(Map.of()))
                .build());
        var commandLine = PodTemplates.commandLine(facts);
        if (!commandLine.isEmpty() || facts.devices().isPresent()) {
            var spec = new PodSpec();
            spec.setContainers(List.of(container(commandLine, facts.devices())));
            slim.setSpec(spec);
        }
        return slim;
    }

    static PodTemplate read(PodTemplateSpec template) {
        if (template == null) {
            return PodTemplate.UNKNOWN;
        }
        var read = PodTemplates.of(metadata(template, ObjectMeta::getLabels), commandLines(template));
        var kept = metadata(template, ObjectMeta::getAnnotations).get(HASH);
        return new PodTemplate(
                read.role(),
                read.arguments(),
                devices(template.getSpec()),
                kept == null ? TemplateHash.of(template.getSpec()) : Optional.of(kept));
    }

    private static Container container(List<String> commandLine, OptionalInt devices) {
        var container = new ContainerBuilder().withArgs(commandLine);
        devices.ifPresent(count -> container
                .withNewResources()
                .addToRequests(Vendors.RESOURCES.get(0), new Quantity(Integer.toString(count)))
                .endResources());
        return container.build();
    }

    /** Of all vendors together, since a pod runs on one node. */
    private static OptionalInt devices(PodSpec spec) {
        long devices = PodDevices.requested(spec).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return devices == 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(devices, Integer.MAX_VALUE));
    }

    private static Map<String, String> metadata(
            PodTemplateSpec template, Function<ObjectMeta, Map<String, String>> field) {
        var found = template.getMetadata() == null ? null : field.apply(template.getMetadata());
        return found == null ? Map.of() : found;
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
