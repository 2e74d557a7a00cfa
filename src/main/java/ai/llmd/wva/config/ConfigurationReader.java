package ai.llmd.wva.config;

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

/** Reads {@code conf/wva.json}: all that is wrong with it is told at once, each error with its path. */
public final class ConfigurationReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ConfigurationReader() {}

    /** What came of reading. */
    public sealed interface Result {}

    /** The file is good. */
    public record Ok(Configuration configuration) implements Result {}

    /**
     * The file is not usable.
     *
     * @param errors at least one, e.g. {@code collector.rateWindow: "5x" is not a duration such as 60s or 1m30s}
     */
    public record Faulty(List<String> errors) implements Result {
        public Faulty {
            errors = List.copyOf(errors);
        }
    }

    /** Reads a file (UTF-8); one that cannot be read is {@link Faulty} too. */
    public static Result read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (NoSuchFileException e) {
            return new Faulty(List.of(file + ": there is no such file"));
        } catch (CharacterCodingException e) {
            return new Faulty(List.of(file + ": is not UTF-8 text"));
        } catch (IOException e) {
            return new Faulty(List.of(file + ": cannot be read: " + e.getMessage()));
        }
    }

    /** Reads the file's text. */
    public static Result read(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            return new Faulty(List.of(Syntax.fault("JSON", e)));
        }
        if (root.isMissingNode()) {
            return new Faulty(List.of("the file is empty; {} is the shortest configuration"));
        }
        var findings = new Findings();
        var configuration = configuration(new Section("", root, findings));
        var errors = findings.errors();
        return errors.isEmpty() ? new Ok(configuration) : new Faulty(errors);
    }

    private static Configuration configuration(Section root) {
        var read = new Configuration(
                SectionReaders.controller(root.section("controller")),
                SettingsReader.settings(root.section("settings")),
                SectionReaders.watch(root.section("watch")),
                SectionReaders.collector(root.section("collector")),
                SectionReaders.optimizer(root.section("optimizer")),
                SectionReaders.actuator(root.section("actuator")),
                SectionReaders.https(root.section("https")),
                SectionReaders.probes(root.section("probes")),
                SectionReaders.leaderElection(root.section("leaderElection")),
                SectionReaders.vertx(root.section("vertx")),
                SectionReaders.shutdownTimeout(root));
        root.check(
                read.probes().port() == 0
                        || read.probes().port() != read.https().port(),
                "must differ from https.port",
                "probes.port",
                "https.port");
        root.done();
        return read;
    }

    /** The paths of all keys that a file may have, sections included. */
    static SortedSet<String> knownPaths() {
        var findings = new Findings();
        configuration(new Section("", JsonNodeFactory.instance.objectNode(), findings));
        return findings.knownPaths();
    }
}
