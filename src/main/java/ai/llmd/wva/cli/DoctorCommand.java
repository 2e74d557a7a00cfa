package ai.llmd.wva.cli;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ControllerConfiguration;
import ai.llmd.wva.config.LiveSettings;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.config.SettingsResolver;
import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.controller.FleetOnce;
import ai.llmd.wva.controller.KubernetesClients;
import ai.llmd.wva.doctor.Examination;
import ai.llmd.wva.doctor.FindingTable;
import ai.llmd.wva.doctor.FindingTree;
import ai.llmd.wva.doctor.VariantFinding;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.kubernetes.ExternalApi;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject.EnvironmentVariable;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures once what a controller would measure, and says what is missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        description = {
            "Sends the same queries to Prometheus as the controller, and prints for each variant what"
                    + " it found, what is missing and the setting that fixes it. Changes nothing.",
            "The VariantAutoscalings, their targets and pods are read with the kubeconfig. If no API"
                    + " server can be reached and --namespace is given, or with --no-cluster, each model that"
                    + " has series in that namespace is checked instead; whether a variant matches it is then"
                    + " unknown.",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 every variant could be measured, 1 a variant could not be"
                    + " measured or there is none, 2 wrong usage."
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    private final Map<String, String> environment;

    @Mixin
    private DoctorOptions options;

    @Spec
    private CommandSpec spec;

    /** The command in the process's environment. */
    public DoctorCommand() {
        this(System.getenv());
    }

    DoctorCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What the command looks at, and where it asks. */
    private record Patient(Optional<Fleet> fleet, Optional<ExternalApi> api, PrometheusSettings prometheus) {}

    @Override
    public Integer call() throws InterruptedException {
        var variables = options.over(environment);
        var configuration = scoped(ConfigurationFile.read(options.files));
        var given = given(configuration, variables);
        QuietLog.quiet();
        try (var telemetry = new Telemetry()) {
            var vertx = telemetry.vertx(configuration.vertx());
            try {
                var patient = patient(vertx, configuration, variables, given);
                var examination = new Examination(
                        vertx,
                        collector(configuration, patient.prometheus()),
                        patient.prometheus(),
                        telemetry.registry(),
                        Clock.systemUTC());
                var findings = findings(examination, patient, configuration);
                print(findings, patient.api());
                if (findings.stream().anyMatch(VariantFinding::isUnanswered)) {
                    whereAsked(patient.prometheus()).ifPresent(this::note);
                }
                var healthy = !findings.isEmpty() && findings.stream().allMatch(VariantFinding::isMeasured);
                return healthy ? ExitCode.OK : ExitCode.FAILURE;
            } finally {
                await(vertx.close());
            }
        }
    }

    private Configuration scoped(Configuration configuration) {
        return options.namespace == null
                ? configuration
                : configuration.withController(new ControllerConfiguration(
                        configuration.controller().namespace(), List.of(options.namespace)));
    }

    /** The settings without those of the ConfigMap. */
    private LiveSettings given(Configuration configuration, Map<String, String> variables) {
        var resolution = new SettingsResolver(configuration, variables).resolve(Map.of(), Optional.empty());
        if (!resolution.problems().isEmpty()) {
            throw new UsageException(
                    resolution.problems().stream().map(this::named).toList());
        }
        return resolution.settings();
    }

    /** By the flag, where the value came by one. */
    private String named(Problem problem) {
        return problem.subject() instanceof EnvironmentVariable variable
                ? options.flagOf(variable.name())
                        .map(flag -> flag + ": " + problem.message())
                        .orElseGet(() -> ProblemText.full(problem))
                : ProblemText.full(problem);
    }

    private Patient patient(Vertx vertx, Configuration configuration, Map<String, String> variables, LiveSettings given)
            throws InterruptedException {
        if (options.noCluster) {
            return new Patient(Optional.empty(), Optional.empty(), given.prometheus());
        }
        var inForce = new AtomicReference<>(given);
        try (var clients = KubernetesClients.of(vertx, configuration, options.kubeconfig)) {
            var fleet = FleetOnce.read(configuration, variables, clients.watching(), READ_LIMIT, inForce::set);
            fleet.problems().forEach(problem -> note(ProblemText.full(problem)));
            // files that the ConfigMap names are those of the controller's pod
            var prometheus = options.prometheus == null ? inForce.get().prometheus() : given.prometheus();
            var api = ExternalApi.read(clients.writing(), fleet.variants().values().stream());
            return new Patient(Optional.of(fleet), Optional.of(api), prometheus);
        } catch (KubernetesClientException e) {
            return withoutCluster("the cluster cannot be read: " + CommandFailedException.bottom(e), e, given);
        } catch (TimeoutException e) {
            return withoutCluster(
                    "the cluster cannot be read within " + READ_LIMIT.toSeconds() + " s: it needs the right to list"
                            + " and watch VariantAutoscalings, Deployments, StatefulSets and pods, and the controller's"
                            + " ConfigMaps",
                    e,
                    given);
        }
    }

    private Patient withoutCluster(String why, Exception cause, LiveSettings given) {
        if (options.namespace == null) {
            throw new CommandFailedException(
                    why + System.lineSeparator() + "--namespace NAME looks at what Prometheus knows of it instead",
                    cause);
        }
        note(why);
        note("looking at the models that have series in namespace " + options.namespace + " instead");
        return new Patient(Optional.empty(), Optional.empty(), given.prometheus());
    }

    private CollectorConfiguration collector(Configuration configuration, PrometheusSettings prometheus) {
        var collector = configuration.collector();
        var plain = prometheus.baseUrl().strip().toLowerCase(Locale.ROOT).startsWith("http://");
        if (!plain || collector.allowPlainHttp()) {
            return collector;
        }
        note("the controller refuses a plain http:// URL unless collector.allowPlainHttp is true in its configuration"
                + " file");
        return collector.allowingPlainHttp();
    }

    private List<VariantFinding> findings(Examination examination, Patient patient, Configuration configuration) {
        var settings = configuration.settings().fleet();
        var readings = patient.api().map(ExternalApi::readings).orElseGet(TreeMap::new);
        var fleet = patient.fleet()
                .map(Future::succeededFuture)
                .orElseGet(() -> examination.fleetOf(options.namespace, settings));
        try {
            return await(fleet.compose(all -> examination.of(all, readings)));
        } catch (CompletionException e) {
            whereAsked(patient.prometheus()).ifPresent(this::note);
            throw new CommandFailedException(e.getCause().getMessage(), e.getCause());
        } finally {
            await(examination.close());
        }
    }

    /** Where the controller asks may be no address here. */
    private Optional<String> whereAsked(PrometheusSettings prometheus) {
        return options.prometheus == null
                ? Optional.of("asked at " + Spelling.withoutQuery(prometheus.baseUrl())
                        + ", as the controller is told; --prometheus URL asks elsewhere, such as https://localhost:9090"
                        + " while kubectl port-forward runs")
                : Optional.empty();
    }

    private void print(List<VariantFinding> findings, Optional<ExternalApi> api) {
        var out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(FindingTree.json(findings, api));
        } else if (findings.isEmpty()) {
            out.println("there is no VariantAutoscaling"
                    + (options.namespace == null ? "" : " in namespace " + options.namespace));
        } else {
            FindingTable.lines(findings, api).forEach(out::println);
        }
        out.flush();
    }

    private void note(String text) {
        var err = spec.commandLine().getErr();
        err.println(spec.qualifiedName() + ": note: " + text);
        err.flush();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
