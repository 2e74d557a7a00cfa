package ai.llmd.wva.optimize.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what {@code -f} names: a file, a folder of {@code .json}, {@code .yaml} and {@code .yml} files, or {@code -}.
 */
public final class Sources {
    private static final String STDIN = "-";
    /** Of one source: a tree of so much text fits into 512 MiB. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml");

    private final InputStream stdin;
    private final List<Source> read = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private boolean stdinRead;

    private Sources(InputStream stdin) {
        this.stdin = stdin;
    }

    /** What could be read, and a sentence for each thing that could not. */
    public record Result(List<Source> sources, List<String> errors) {
        public Result {
            sources = List.copyOf(sources);
            errors = List.copyOf(errors);
        }
    }

    /** Reads everything (UTF-8), in the order given; files of a folder in the order of their names. */
    public static Result read(List<String> names, InputStream stdin) {
        var reading = new Sources(stdin);
        names.forEach(reading::add);
        return new Result(reading.read, reading.errors);
    }

    private void add(String name) {
        if (name.equals(STDIN)) {
            if (stdinRead) {
                errors.add("stdin: - can be given once only");
                return;
            }
            stdinRead = true;
            text("stdin", () -> new KeptOpen(stdin)).ifPresent(text -> read.add(new Source("stdin", text)));
            return;
        }
        try {
            var path = Path.of(name);
            if (Files.isDirectory(path)) {
                folder(name, path);
            } else {
                text(name, () -> Files.newInputStream(path)).ifPresent(text -> read.add(new Source(name, text)));
            }
        } catch (InvalidPathException e) {
            errors.add(name + ": is not a path: " + e.getReason());
        }
    }

    private void folder(String name, Path folder) {
        List<Path> files;
        try (var listed = Files.list(folder)) {
            files = listed.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream()
                            .anyMatch(file.getFileName().toString().toLowerCase(Locale.ROOT)::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            errors.add(name + ": cannot be read: " + e.getMessage());
            return;
        }
        if (files.isEmpty()) {
            errors.add(name + ": there is no file in it that ends in .json, .yaml or .yml");
        }
        for (var file : files) {
            text(file.toString(), () -> Files.newInputStream(file))
                    .ifPresent(text -> read.add(new Source(file.toString(), text, Optional.of(name))));
        }
    }

    private Optional<String> text(String name, Opening opening) {
        try (var stream = opening.open()) {
            var bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                errors.add(name + ": has more than 64 MiB, which is more than is read of one file");
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException e) {
            errors.add(name + ": there is no such file");
        } catch (CharacterCodingException e) {
            errors.add(name + ": is not UTF-8 text");
        } catch (IOException e) {
            errors.add(name + ": cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** What others may go on reading. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // not ours to close
        }
    }

    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }
}
