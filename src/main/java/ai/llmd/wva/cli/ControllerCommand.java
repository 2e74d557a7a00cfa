package ai.llmd.wva.cli;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ConfigurationOrigins;
import ai.llmd.wva.config.ControllerConfiguration;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.controller.Controller;
import ai.llmd.wva.controller.ControllerBuilder;
import ai.llmd.wva.controller.KubernetesClients;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.kubernetes.ApiServerAddress;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The in-cluster job: runs until it is told to stop. */
@Command(
        name = "controller",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Runs the controller. It watches VariantAutoscalings, measures their load with"
                    + " Prometheus, and computes for each the cheapest number of replicas that meets its"
                    + " latency targets. It publishes the number on HTTPS /metrics for a"
                    + " HorizontalPodAutoscaler, and in the status of the resource.",
            "In a pod, it uses that cluster; elsewhere KUBECONFIG or ~/.kube/config."
                    + " docs/configuration.md lists every setting; ConfigMaps and environment"
                    + " variables override the file.",
            ""
        })
public final class ControllerCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerCommand.class);

    private static final long CLOSE_SECONDS = 1;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "JSON configuration file; without it, every key has its default. May be"
                    + " given several times: the last file that has a key wins.")
    private List<Path> files = List.of();

    @Option(
            names = "--check",
            description = "Only checks the configuration and the environment, and prints each key with"
                    + " its effective value and its source. Exit code 0 if valid, 2 if not.")
    private boolean check;

    /** The command in the process's environment. */
    public ControllerCommand() {
        this(System.getenv());
    }

    ControllerCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        var configuration = ConfigurationFile.read(files);
        if (check) {
            return check(configuration);
        }
        LogLevel.set(configuration.settings().logLevel());
        StartLine.log(LOG, origins(configuration));
        var stop = new CountDownLatch(1);
        var signals = Signals.onStop(stop::countDown);
        try (var telemetry = new Telemetry(ControllerConfiguration.instanceIn(environment))) {
            var vertx = telemetry.vertx(configuration.vertx());
            try (var clients = KubernetesClients.of(vertx, configuration)) {
                LOG.info(
                        "using the API server at {}",
                        ApiServerAddress.of(clients.watching().getConfiguration(), environment));
                var controller = await(new ControllerBuilder(vertx, configuration, clients, telemetry.registry())
                        .environment(environment)
                        .onSettings(settings -> LogLevel.set(settings.logLevel()))
                        .start());
                stop.await();
                // a second signal does not wait for the cycle
                signals.close();
                stop(controller, configuration.shutdownTimeout());
                return ExitCode.OK;
            } catch (KubernetesClientException e) {
                throw new CommandFailedException(
                        "cannot use the Kubernetes credentials: " + CommandFailedException.bottom(e), e);
            } catch (ExecutionException e) {
                throw new CommandFailedException("cannot start: " + CommandFailedException.bottom(e), e.getCause());
            } finally {
                close(vertx.close());
            }
        }
    }

    private int check(Configuration configuration) {
        var out = spec.commandLine().getOut();
        CheckText.lines(origins(configuration)).forEach(out::println);
        out.println();
        out.println("While it runs, ConfigMap "
                + configuration.controller().namespaceIn(environment) + "/" + ConfigMapNames.SETTINGS
                + " overrides settings.* that no environment variable gives. It was not asked here.");
        out.flush();
        var problems = new SettingsResolver(configuration, environment)
                .resolve(Map.of(), Optional.empty())
                .problems();
        if (!problems.isEmpty()) {
            throw new UsageException(problems.stream().map(ProblemText::full).toList());
        }
        return ExitCode.OK;
    }

    private List<ConfigurationOrigins.Entry> origins(Configuration configuration) {
        try {
            return ConfigurationOrigins.of(files, configuration, environment);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read the configuration again: " + e.getMessage(), e);
        }
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    private static void stop(Controller controller, Duration limit) throws InterruptedException, ExecutionException {
        try {
            controller.stop().toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.atWarn().addKeyValue("limit", limit.toString()).log("not everything stopped in time: exiting anyway");
        }
    }

    private static void close(Future<Void> closing) throws InterruptedException {
        try {
            closing.toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("Vert.x did not close cleanly");
        }
    }
}
