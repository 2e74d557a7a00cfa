package ai.llmd.wva.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into {@code /version.properties}. */
public final class VersionProvider implements IVersionProvider {
    private static final String RESOURCE = "/version.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"wva " + version()};
    }

    /** The bare version, such as {@code 0.1.0}. */
    public static String version() throws IOException {
        try (var in = VersionProvider.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("the jar was built without " + RESOURCE);
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
