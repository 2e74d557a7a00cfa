package ai.llmd.wva.demo;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationReader;

/** Has the real controller serve on the loopback address, to whomever asks, and be alone. */
final class DemoConfiguration {
    private static final String JSON = """
            {
              "settings": {"interval": "%dms", "logLevel": "warn"},
              "https": {"host": "%s", "port": %d, "authentication": false, "certPath": "", "keyPath": ""},
              "probes": {"host": "%s", "port": 0},
              "leaderElection": {"enabled": false}
            }
            """;

    private DemoConfiguration() {}

    static Configuration of(DemoSettings settings) {
        var json = JSON.formatted(settings.cycle().toMillis(), EmulatedPod.HOST, settings.port(), EmulatedPod.HOST);
        var result = ConfigurationReader.read(json);
        if (result instanceof ConfigurationReader.Ok ok) {
            return ok.configuration();
        }
        throw new IllegalStateException(result.toString());
    }
}
