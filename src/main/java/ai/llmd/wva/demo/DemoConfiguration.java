package ai.llmd.wva.demo;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationReader;

/** Has the real controller serve on the loopback address, to whomever asks, and alone; the rest is as in a cluster. */
final class DemoConfiguration {
    /** Where everything listens. */
    static final String HOST = "127.0.0.1";

    private static final String JSON = """
        {
          "settings": {"logLevel": "warn"},
          "https": {"host": "%1$s", "port": %3$d, "authentication": false, "certPath": "", "keyPath": ""},
          "page": {"host": "%1$s", "port": %2$d},
          "probes": {"host": "%1$s", "port": %4$d},
          "leaderElection": {"enabled": false}
        }
        """;

    private DemoConfiguration() {}

    static Configuration of(DemoPorts ports) {
        var result = ConfigurationReader.read(JSON.formatted(HOST, ports.page(), ports.metrics(), ports.probes()));
        if (result instanceof ConfigurationReader.Ok ok) {
            return ok.configuration();
        }
        throw new IllegalStateException(result.toString());
    }
}
