package ai.llmd.wva.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a command reads for {@code -f -}. Where a shell closed it ({@code <&-}), Java has opened a file of its own in
 * its place before this program begins: that is not to be read, and nothing else is there.
 */
final class StandardInput {
    private static final Path ITS_FILE = Path.of("/proc/self/fd/0");

    private StandardInput() {}

    static InputStream open() {
        return isOf(ITS_FILE, Path.of(System.getProperty("java.home"))) ? InputStream.nullInputStream() : System.in;
    }

    /** Whether a link leads to a file of Java; not where there are no such links. */
    static boolean isOf(Path link, Path java) {
        try {
            return Files.isSymbolicLink(link) && link.toRealPath().startsWith(java.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
