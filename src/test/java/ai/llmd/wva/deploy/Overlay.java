package ai.llmd.wva.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What {@code kubectl kustomize} makes of a folder with components. Of kustomize it knows resources, components and
 * JSON patches (RFC 6902: add, replace, remove) of a target by kind and name, which is what our manifests use.
 */
final class Overlay {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final List<Manifest> objects = new ArrayList<>();

    private Overlay() {}

    /** The objects of a folder below {@code deploy/}, such as {@code samples/capacity-from-nodes}. */
    static List<Manifest> of(String folder) {
        var overlay = new Overlay();
        overlay.add(Manifest.DEPLOY.resolve(folder).normalize());
        return List.copyOf(overlay.objects);
    }

    /** The objects of the default installation with components, such as {@code openshift}, applied in this order. */
    static List<Manifest> withComponents(String... components) {
        var overlay = new Overlay();
        overlay.add(Manifest.DEPLOY.resolve("default"));
        for (var component : components) {
            overlay.add(Manifest.DEPLOY.resolve(component));
        }
        return List.copyOf(overlay.objects);
    }

    private void add(Path path) {
        if (!Files.isDirectory(path)) {
            objects.addAll(Manifest.read(Manifest.DEPLOY.relativize(path).toString()));
            return;
        }
        var kustomization = Manifest.only(Manifest.DEPLOY.relativize(path) + "/kustomization.yaml")
                .root();
        for (var list : List.of("resources", "components")) {
            for (var item : Manifest.list(kustomization.path(list))) {
                add(path.resolve(item).normalize());
            }
        }
        for (var patch : kustomization.path("patches")) {
            var target = Manifest.find(
                    objects,
                    patch.at("/target/kind").asString(),
                    patch.at("/target/name").asString());
            for (var operation : YAML.readTree(patch.path("patch").asString())) {
                apply(operation, target);
            }
        }
    }

    private static void apply(JsonNode operation, Manifest target) {
        var path = operation.path("path").asString();
        var end = path.lastIndexOf('/');
        var parent = target.at(path.substring(0, end));
        var key = path.substring(end + 1);
        var value = operation.path("value");
        var kind = operation.path("op").asString();
        if (parent instanceof ArrayNode list && kind.equals("add") && key.equals("-")) {
            list.add(value);
            return;
        }
        if (!(parent instanceof ObjectNode object) || (!kind.equals("add") && !object.has(key))) {
            throw new AssertionError(target + " has nothing to " + kind + " at " + path);
        }
        if (kind.equals("remove")) {
            object.remove(key);
        } else {
            object.set(key, value);
        }
    }
}
