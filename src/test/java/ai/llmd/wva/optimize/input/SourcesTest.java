package ai.llmd.wva.optimize.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path folder;

    @Test
    void filesAreReadInTheirOrderAndDashIsStdin() throws IOException {
        var first = write("z.json", "{}");
        var second = write("a.yaml", "kind: Loads");

        var result = Sources.read(List.of(first, "-", second), stdin("from stdin"));

        assertThat(result.errors()).isEmpty();
        assertThat(result.sources())
                .containsExactly(
                        new Source(first, "{}"), new Source("stdin", "from stdin"), new Source(second, "kind: Loads"));
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        var large = folder.resolve("large.json");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(64 * 1024 * 1024 + 1);
        }

        assertThat(Sources.read(List.of(large.toString()), stdin("")).errors())
                .containsExactly(large + ": has more than 64 MiB, which is more than is read of one file");
    }

    @Test
    void aFolderMeansItsJsonAndYamlByName() throws IOException {
        write("b.yml", "b");
        write("a.JSON", "a");
        write("notes.txt", "no");
        Files.createDirectory(folder.resolve("deeper.json"));

        var result = Sources.read(List.of(folder.toString()), stdin(""));

        assertThat(result.sources()).extracting(Source::text).containsExactly("a", "b");
        assertThat(result.sources())
                .allSatisfy(source -> assertThat(source.folder()).contains(folder.toString()));
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsRead() throws IOException {
        var good = write("good.json", "{}");
        var empty = Files.createDirectory(folder.resolve("empty"));
        var binary = folder.resolve("binary.json");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        var missing = folder.resolve("missing.json").toString();

        var result =
                Sources.read(List.of(missing, good, empty.toString(), binary.toString(), "-", "-", "a\0b"), stdin(""));

        assertThat(result.sources()).extracting(Source::name).containsExactly(good, "stdin");
        assertThat(result.errors())
                .containsExactly(
                        missing + ": there is no such file",
                        empty + ": there is no file in it that ends in .json, .yaml or .yml",
                        binary + ": is not UTF-8 text",
                        "stdin: - can be given once only",
                        "a\0b: is not a path: Nul character not allowed");
    }

    private String write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static InputStream stdin(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
