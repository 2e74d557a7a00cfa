package ai.llmd.wva.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is put aside when it is full: {@code FILE.1.gz} is the newest of those, and the oldest go. A file that is
 * there at the start is continued.
 */
public class RotatedFile implements JournalOutput {
    private static final String PACKED = ".gz";

    private final Path file;
    private final Path folder;
    private final long maxBytes;
    private final int files;
    private OutputStream open;
    private long size;

    /**
     * A file that is opened when the first part begins.
     *
     * @param maxBytes of it; only where one cycle alone takes more it becomes larger
     * @param files how many are kept, this one included, >= 1
     */
    public RotatedFile(Path file, long maxBytes, int files) {
        this.file = file.toAbsolutePath();
        this.folder = this.file.resolveSibling(".").normalize();
        this.maxBytes = maxBytes;
        this.files = files;
    }

    @Override
    public boolean holds(long bytes) {
        return open != null && size <= maxBytes - bytes;
    }

    @Override
    public void begin() throws IOException {
        if (open != null) {
            close();
            rotate();
        }
        Files.createDirectories(folder);
        if (Files.exists(file) && Files.size(file) >= maxBytes) {
            rotate();
        }
        boolean cut = isCut();
        open = new FileOutputStream(file.toFile(), true);
        size = Files.size(file);
        if (cut) {
            write(new byte[] {'\n'});
        }
    }

    /** Whether the process died in the middle of a line, which then ends here. */
    private boolean isCut() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (var last = new RandomAccessFile(file.toFile(), "r")) {
            last.seek(last.length() - 1);
            return last.read() != '\n';
        }
    }

    private void rotate() throws IOException {
        for (var old : packedFrom(Math.max(1, files - 1))) {
            Files.delete(old);
        }
        if (files == 1) {
            Files.delete(file);
            return;
        }
        for (int i = files - 2; i >= 1; i--) {
            if (Files.exists(packed(i))) {
                Files.move(packed(i), packed(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        // under a name that nobody reads until it is whole
        var part = sibling(".part");
        try (var out = new GZIPOutputStream(Files.newOutputStream(part))) {
            Files.copy(file, out);
        }
        Files.move(part, packed(1), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file);
    }

    /** All from that number on: there are more of them where more files were kept before. */
    private List<Path> packedFrom(int least) throws IOException {
        var name = Pattern.compile(Pattern.quote(file.getFileName() + ".") + "([1-9]\\d{0,2})" + Pattern.quote(PACKED));
        try (var siblings = Files.list(folder)) {
            return siblings.filter(sibling -> {
                        var matcher = name.matcher(folder.relativize(sibling).toString());
                        return matcher.matches() && Integer.parseInt(matcher.group(1)) >= least;
                    })
                    .toList();
        }
    }

    private Path packed(int number) {
        return sibling("." + number + PACKED);
    }

    private Path sibling(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    @Override
    public void write(byte[] lines) throws IOException {
        open.write(lines);
        size += lines.length;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            var closing = open;
            open = null;
            closing.close();
        }
    }
}
