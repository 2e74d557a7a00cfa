package ai.llmd.wva.config;

import ai.llmd.wva.model.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code conf/wva.json}: all that is wrong with it is told at once, each error with its path. */
public final class ConfigurationReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ConfigurationReader() {}

    /** What came of reading. */
    public sealed interface Result {}

    /**
     * The file is good.
     *
     * @param notes what to mend in it all the same, e.g. keys that are retired
     */
    public record Ok(Configuration configuration, List<Problem> notes) implements Result {
        public Ok {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The file is not usable.
     *
     * @param problems at least one, e.g. of {@code collector.rateWindow}:
     *     {@code "5x" is not a duration such as 60s or 1m30s}
     */
    public record Faulty(List<Problem> problems) implements Result {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file (UTF-8); one that cannot be read is {@link Faulty} too. */
    public static Result read(Path file) {
        return read(List.of(file));
    }

    /**
     * Reads files (UTF-8) as if they were one: where several have a key, the last of them counts. So each part of an
     * installation can bring its own. Lists are not joined.
     */
    public static Result read(List<Path> files) {
        JsonNode whole = JsonNodeFactory.instance.objectNode();
        for (var file : files) {
            try {
                whole = merge(whole, parse(Files.readString(file)));
            } catch (NoSuchFileException e) {
                return faulty(file.toString(), "there is no such file");
            } catch (CharacterCodingException e) {
                return faulty(file.toString(), "is not UTF-8 text");
            } catch (IOException e) {
                return faulty(file.toString(), "cannot be read: " + e.getMessage());
            } catch (SyntaxException e) {
                return faulty(files.size() > 1 ? file.toString() : "", e.getMessage());
            }
        }
        return read(whole);
    }

    /** Reads the file's text. */
    public static Result read(String json) {
        try {
            return read(parse(json));
        } catch (SyntaxException e) {
            return faulty("", e.getMessage());
        }
    }

    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    static JsonNode parse(String json) throws SyntaxException {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new SyntaxException(Syntax.fault("JSON", e));
        }
        if (root.isMissingNode()) {
            throw new SyntaxException("the file is empty; {} is the shortest configuration");
        }
        return root;
    }

    /** What is no object in either is the later one's. */
    private static JsonNode merge(JsonNode earlier, JsonNode later) {
        if (!(earlier instanceof ObjectNode merged) || !later.isObject()) {
            return later;
        }
        later.properties().forEach(entry -> {
            var there = merged.get(entry.getKey());
            merged.set(entry.getKey(), there == null ? entry.getValue() : merge(there, entry.getValue()));
        });
        return merged;
    }

    private static Result read(JsonNode root) {
        var problems = new Problems();
        var keys = new FileKeys();
        var configuration = configuration(new Section(new Tree("", root, problems), keys));
        keys.tellUnknown(problems);
        return problems.anyError() ? new Faulty(problems.errors()) : new Ok(configuration, problems.notes());
    }

    private static Result faulty(String path, String message) {
        var problems = new Problems();
        problems.error(path, message);
        return new Faulty(problems.errors());
    }

    private static Configuration configuration(Section root) {
        var read = new Configuration(
                SectionReaders.controller(root.section("controller")),
                SettingsReader.settings(root.section("settings")),
                SectionReaders.watch(root.section("watch")),
                SectionReaders.collector(root.section("collector")),
                SectionReaders.optimizer(root.section("optimizer")),
                SectionReaders.actuator(root.section("actuator")),
                SectionReaders.metrics(root.section("metrics")),
                SectionReaders.journal(root.section("journal")),
                SectionReaders.https(root.section("https")),
                SectionReaders.keda(root.section("keda")),
                SectionReaders.probes(root.section("probes")),
                SectionReaders.page(root.section("page")),
                SectionReaders.externalMetrics(root.section("externalMetrics")),
                SectionReaders.leaderElection(root.section("leaderElection")),
                SectionReaders.vertx(root.section("vertx")),
                SectionReaders.shutdownTimeout(root));
        checkPorts(root, read);
        root.done();
        return read;
    }

    /** A port that may be opened; number 0 = any free one. */
    private record Port(String key, boolean opened, int number) {
        boolean clashes(Port other) {
            return opened && other.opened() && number != 0 && number == other.number();
        }
    }

    /** Each differs from those before it. */
    private static void checkPorts(Section root, Configuration read) {
        var ports = List.of(
                new Port("https.port", true, read.https().port()),
                new Port("probes.port", true, read.probes().port()),
                new Port(
                        "externalMetrics.port",
                        read.externalMetrics().enabled(),
                        read.externalMetrics().port()),
                new Port("keda.port", read.keda().enabled(), read.keda().port()),
                new Port("page.port", read.page().enabled(), read.page().port()));
        for (int i = 1; i < ports.size(); i++) {
            var port = ports.get(i);
            var before = ports.subList(0, i);
            var others = before.stream().map(Port::key).toList();
            root.check(
                    before.stream().noneMatch(port::clashes),
                    "must differ from " + enumerated(others),
                    port.key(),
                    others.toArray(String[]::new));
        }
    }

    private static String enumerated(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The paths of all keys that a file may have, sections included. */
    static SortedSet<String> knownPaths() {
        return keys().known();
    }

    /** The paths of those whose values are never shown. */
    static SortedSet<String> secretPaths() {
        return keys().secrets();
    }

    private static FileKeys keys() {
        var keys = new FileKeys();
        configuration(new Section(new Tree("", JsonNodeFactory.instance.objectNode(), new Problems()), keys));
        return keys;
    }
}
