package ai.llmd.wva.page.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The files of the page, from the class path. */
final class PageFiles {
    private static final String PLOTTER = "assets/uPlot.";

    private PageFiles() {}

    /** A file by its path below the page, such as {@code assets/main.js}. */
    static Optional<byte[]> read(String path) {
        return resource(path.startsWith(PLOTTER) ? plotter(path.substring("assets/".length())) : "page/" + path);
    }

    private static String plotter(String name) {
        var versions = new Properties();
        try (var file = PageFiles.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            versions.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "META-INF/resources/webjars/uplot/" + versions.getProperty("version") + "/dist/" + name;
    }

    private static Optional<byte[]> resource(String name) {
        try (var file = PageFiles.class.getResourceAsStream("/" + name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
