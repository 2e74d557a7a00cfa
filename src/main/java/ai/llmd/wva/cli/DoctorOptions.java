package ai.llmd.wva.cli;

import ai.llmd.wva.config.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of the doctor. */
final class DoctorOptions {
    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "URL of Prometheus, including its path. Default: as for the controller, from"
                    + " PROMETHEUS_* variables, the ConfigMap or the file.")
    String prometheus;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Checks the variants of this namespace only; default: all namespaces that"
                    + " the controller watches.")
    String namespace;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The controller's JSON configuration; without it, every key has its default."
                    + " May be given several times: the last file that has a key wins.")
    List<Path> files = List.of();

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "A kubeconfig. Default: KUBECONFIG, ~/.kube/config, or the pod's own" + " credentials.")
    Optional<Path> kubeconfig = Optional.empty();

    @Option(
            names = "--no-cluster",
            description = "Uses no API server: checks each model that has series in the namespace, as"
                    + " if one variant served it.")
    boolean noCluster;

    @Mixin
    PrometheusAccess access;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table (default) or json.")
    String output;

    /** Whether the answer is for programs. */
    boolean json() {
        return "json".equalsIgnoreCase(output);
    }

    /**
     * The environment with the flags in it, which win.
     *
     * @throws UsageException with everything that is wrong
     */
    Map<String, String> over(Map<String, String> environment) {
        var reader = new OptionReader(Map.of());
        if (output != null && !json() && !"table".equalsIgnoreCase(output)) {
            reader.problem("--output: '" + output + "' is not one of table, json");
        }
        if (noCluster && namespace == null) {
            reader.problem(
                    "--no-cluster needs --namespace NAME: there are no VariantAutoscalings to tell where to look");
        }
        if (namespace != null && namespace.isBlank()) {
            reader.problem("--namespace must not be empty");
        }
        if (prometheus != null && prometheus.isBlank()) {
            reader.problem("--prometheus must not be empty");
        }
        reader.throwIfAny();
        var over = new TreeMap<>(environment);
        put(over, Environment.PROMETHEUS_BASE_URL, prometheus);
        put(over, Environment.PROMETHEUS_TOKEN_PATH, access.tokenFile);
        put(over, Environment.PROMETHEUS_CA_CERT_PATH, access.caFile);
        put(over, Environment.PROMETHEUS_INSECURE_SKIP_VERIFY, access.insecureSkipVerify ? "true" : null);
        if (access.tokenFile != null) {
            over.remove(Environment.PROMETHEUS_BEARER_TOKEN);
        }
        return over;
    }

    /** The flag that stands for a variable, if it was given. */
    Optional<String> flagOf(String variable) {
        if (variable.equals(Environment.PROMETHEUS_BASE_URL) && prometheus != null) {
            return Optional.of("--prometheus");
        }
        if (variable.equals(Environment.PROMETHEUS_TOKEN_PATH) && access.tokenFile != null) {
            return Optional.of("--token-file");
        }
        if (variable.equals(Environment.PROMETHEUS_CA_CERT_PATH) && access.caFile != null) {
            return Optional.of("--ca-file");
        }
        return Optional.empty();
    }

    private static void put(Map<String, String> over, String variable, String value) {
        if (value != null) {
            over.put(variable, value);
        }
    }
}
