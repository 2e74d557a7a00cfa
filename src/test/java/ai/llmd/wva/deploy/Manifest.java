package ai.llmd.wva.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One object of the manifests under {@code deploy/}, read as a tree, and how to find them. */
record Manifest(Path file, JsonNode root) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The folder of the manifests. */
    static final Path DEPLOY =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("deploy");

    private static final Path CHART = DEPLOY.resolve("chart");

    /** The objects of one file, such as {@code samples/hpa-integration.yaml}. */
    static List<Manifest> read(String file) {
        return read(DEPLOY.resolve(file));
    }

    /** The only object of one file. */
    static Manifest only(String file) {
        var found = read(file);
        if (found.size() != 1) {
            throw new IllegalArgumentException(file + " has " + found.size() + " objects");
        }
        return found.get(0);
    }

    /** What {@code kubectl apply -k deploy/FOLDER} applies, as far as kustomizations only list resources. */
    static List<Manifest> kustomize(String folder) {
        return files(DEPLOY.resolve(folder))
                .flatMap(file -> read(file).stream())
                .toList();
    }

    /** Every object in every file below {@code deploy/}, except kustomizations and Helm values. */
    static List<Manifest> all() {
        return yamlFiles().stream()
                .flatMap(file -> read(file).stream())
                .filter(manifest -> manifest.root().has("kind"))
                .filter(manifest -> !List.of("Kustomization", "Component").contains(manifest.kind()))
                .toList();
    }

    /** Every YAML file below {@code deploy/}, except the chart's, whose templates are none. */
    static List<Path> yamlFiles() {
        try (var files = Files.walk(DEPLOY)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.startsWith(CHART))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one object of this kind and name. */
    static Manifest find(List<Manifest> among, String kind, String name) {
        return among.stream()
                .filter(kindIs(kind).and(manifest -> manifest.name().equals(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    static Predicate<Manifest> kindIs(String kind) {
        return manifest -> manifest.kind().equals(kind);
    }

    String kind() {
        return root.path("kind").asString();
    }

    String name() {
        return root.at("/metadata/name").asString();
    }

    String namespace() {
        return root.at("/metadata/namespace").asString("");
    }

    /** What is at a JSON pointer, such as {@code /spec/replicas}. */
    JsonNode at(String pointer) {
        return root.at(pointer);
    }

    /** The strings of an object of strings, such as labels, or none where there is no such object. */
    Map<String, String> strings(String pointer) {
        return strings(at(pointer));
    }

    static Map<String, String> strings(JsonNode node) {
        var result = new TreeMap<String, String>();
        node.properties()
                .forEach(entry -> result.put(entry.getKey(), entry.getValue().asString()));
        return result;
    }

    /** The strings of an array of strings. */
    static List<String> list(JsonNode node) {
        var result = new ArrayList<String>();
        node.forEach(item -> result.add(item.asString()));
        return result;
    }

    /** The object as JSON, which every YAML reader takes too. */
    String json() {
        return root.toString();
    }

    @Override
    public String toString() {
        return kind() + " " + name() + " in " + DEPLOY.relativize(file);
    }

    private static Stream<Path> files(Path folder) {
        return list(read(folder.resolve("kustomization.yaml")).get(0).at("/resources")).stream()
                .map(resource -> folder.resolve(resource).normalize())
                .flatMap(path -> Files.isDirectory(path) ? files(path) : Stream.of(path));
    }

    private static List<Manifest> read(Path file) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(Files.newInputStream(file))) {
            return documents.readAll().stream()
                    .map(root -> new Manifest(file, root))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
