package ai.llmd.wva.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into {@code /version.properties}. */
public final class ProgramVersion {
    private static final String RESOURCE = "/version.properties";

    private ProgramVersion() {}

    /** The bare version, such as {@code 0.1.0}. */
    public static String get() {
        try (var in = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("the jar was built without " + RESOURCE);
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
