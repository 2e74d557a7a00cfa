package ai.llmd.wva.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The live page and its API. On another address than the loopback one it has the certificate, the limits and the
 * authentication of https.
 *
 * @param enabled whether there is one
 * @param port 0 = any free one
 * @param hosts further names by which it may be called on the loopback address
 * @param maxStreams streams of events open at a time
 * @param maxConnections open at a time
 * @param historyBytes memory for the history of all variants
 * @param historySpan how far back the history reaches where the memory suffices
 */
public record PageConfiguration(
        boolean enabled,
        String host,
        int port,
        List<String> hosts,
        int maxStreams,
        int maxConnections,
        int historyBytes,
        Duration historySpan) {
    private static final int MEBIBYTE = 1024 * 1024;

    public PageConfiguration {
        hosts = List.copyOf(hosts);
    }

    /** Whether nobody outside of the pod, or of the machine, reaches it. */
    public boolean isLocal() {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("::1") || name.startsWith("127.");
    }

    public static PageConfiguration defaults() {
        return new PageConfiguration(true, "127.0.0.1", 8082, List.of(), 64, 128, 32 * MEBIBYTE, Duration.ofHours(6));
    }
}
