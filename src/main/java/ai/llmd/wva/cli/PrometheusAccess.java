package ai.llmd.wva.cli;

import picocli.CommandLine.Option;

/** The flags that say how a command gets into Prometheus. */
final class PrometheusAccess {
    @Option(names = "--token-file", paramLabel = "FILE", description = "Bearer token for Prometheus.")
    String tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "PEM file of the CA that signed Prometheus' certificate.")
    String caFile;

    @Option(names = "--insecure-skip-verify", description = "Accepts any certificate from Prometheus.")
    boolean insecureSkipVerify;
}
