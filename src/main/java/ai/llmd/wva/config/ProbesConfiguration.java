package ai.llmd.wva.config;

/**
 * The plain HTTP server of /healthz and /readyz.
 *
 * @param port 0 = any free one
 */
public record ProbesConfiguration(String host, int port) {
    public static ProbesConfiguration defaults() {
        return new ProbesConfiguration("0.0.0.0", 8081);
    }
}
