package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardInputTest {
    @TempDir
    Path folder;

    @Test
    void whatJavaOpenedInPlaceOfAClosedOneIsKnown() throws IOException {
        var java = Files.createDirectories(folder.resolve("java/lib"));
        var modules = Files.writeString(java.resolve("modules"), "");
        var own = Files.writeString(folder.resolve("input.json"), "{}");

        assertThat(StandardInput.isOf(Files.createSymbolicLink(folder.resolve("0"), modules), folder.resolve("java")))
                .isTrue();
        assertThat(StandardInput.isOf(Files.createSymbolicLink(folder.resolve("1"), own), folder.resolve("java")))
                .isFalse();
        assertThat(StandardInput.isOf(folder.resolve("2"), folder.resolve("java")))
                .isFalse();
    }
}
