package ai.llmd.wva.controller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigMapNames;
import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.config.ControllerConfiguration;
import ai.llmd.wva.config.Environment;
import ai.llmd.wva.config.LiveSettings;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.demo.SampleCluster;
import ai.llmd.wva.fixture.Futures;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A canary: a token or password that a Prometheus gets, and even repeats, is to be seen nowhere else. */
class TokenSecrecyTest {
    private static final String TOKEN = "canary-5f1c8e27";
    /** Of user wva with the token as the password. */
    private static final String BASIC = "d3ZhOmNhbmFyeS01ZjFjOGUyNw==";

    private static final String CONFIGURATION = """
        {
          'settings': {
            'interval': '24h', 'logLevel': 'debug',
            'prometheus': {'baseUrl': 'http://127.0.0.1:%d/%s', %s}
          },
          'collector': {'allowPlainHttp': true, 'retryDelays': [], 'headers': {%s}},
          'https': {'host': '127.0.0.1', 'port': 0, 'authentication': false, 'certPath': '', 'keyPath': ''},
          'probes': {'host': '127.0.0.1', 'port': 0}, 'page': {'port': 0},
          'leaderElection': {'enabled': false},
          'journal': {'path': '%s'}
        }
        """;

    /** How a token may be given. */
    enum Way {
        ENVIRONMENT,
        CONFIG_MAP,
        FILE,
        TOKEN_FILE,
        PASSWORD_IN_ENVIRONMENT,
        PASSWORD_IN_CONFIG_MAP,
        PASSWORD_IN_FILE,
        PASSWORD_FILE,
        HEADER,
        URL;

        /** What Prometheus gets. */
        String sent() {
            return isPassword() ? "Basic " + BASIC : this == HEADER || this == URL ? TOKEN : "Bearer " + TOKEN;
        }

        /** What is left of that where it is shown. */
        String shown() {
            return isPassword()
                    ? "who is Basic ***"
                    : this == HEADER || this == URL ? "who is ***" : "who is Bearer ***";
        }

        boolean isPassword() {
            return name().startsWith("PASSWORD");
        }
    }

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final SampleCluster cluster = new SampleCluster();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            shown.add(event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };
    private Level levelBefore;
    private int prometheusPort;

    @BeforeEach
    void listen() throws Exception {
        levelBefore = ours().getLevel();
        ours().setLevel(Level.DEBUG);
        log.start();
        root().addAppender(log);
        vertx.eventBus().addInboundInterceptor(this::note);
        prometheusPort = Futures.await(vertx.createHttpServer()
                        .requestHandler(request -> {
                            var login = Stream.of(
                                            request.getHeader("authorization"),
                                            request.getHeader("X-Api"),
                                            request.getParam("token"))
                                    .filter(Objects::nonNull)
                                    .findFirst()
                                    .orElse("nobody");
                            sent.add(login);
                            request.response().setStatusCode(401).end("who is " + login);
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        Futures.await(vertx.close());
        cluster.close();
        root().detachAppender(log);
        ours().setLevel(levelBefore);
    }

    private void note(DeliveryContext<Object> delivery) {
        shown.add(String.valueOf(delivery.message().body()));
        delivery.next();
    }

    private static Logger ours() {
        return (Logger) LoggerFactory.getLogger("ai.llmd.wva");
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private Configuration configuration(Way way) throws IOException {
        var file = Files.writeString(folder.resolve("token"), TOKEN);
        var login =
                switch (way) {
                    case FILE -> "'bearerToken': '" + TOKEN + "'";
                    case TOKEN_FILE -> "'tokenPath': '" + file + "'";
                    case PASSWORD_IN_FILE -> "'basicAuthUsername': 'wva', 'basicAuthPassword': '" + TOKEN + "'";
                    case PASSWORD_FILE -> "'basicAuthUsername': 'wva', 'basicAuthPasswordPath': '" + file + "'";
                    default -> "'serverName': ''";
                };
        return Configurations.of(CONFIGURATION.formatted(
                prometheusPort,
                way == Way.URL ? "?token=" + TOKEN : "",
                login,
                way == Way.HEADER ? "'X-Api': '" + TOKEN + "'" : "",
                journal()));
    }

    private Path journal() {
        return folder.resolve("wva.jsonl");
    }

    private Controller start(Way way) throws Exception {
        var basic = Map.of(
                Environment.PROMETHEUS_BASIC_AUTH_USERNAME, "wva", Environment.PROMETHEUS_BASIC_AUTH_PASSWORD, TOKEN);
        if (way == Way.CONFIG_MAP) {
            give(TOKEN);
        } else if (way == Way.PASSWORD_IN_CONFIG_MAP) {
            give(basic);
        }
        var environment = way == Way.PASSWORD_IN_ENVIRONMENT
                ? basic
                : way == Way.ENVIRONMENT
                        ? Map.of(Environment.PROMETHEUS_BEARER_TOKEN, TOKEN)
                        : Map.<String, String>of();
        var configuration = configuration(way);
        shown.add(configuration.toString());
        var clients = new KubernetesClients(cluster.client(), cluster.client());
        return Futures.await(new ControllerBuilder(vertx, configuration, clients, registry)
                .environment(environment)
                .onSettings(this::note)
                .start());
    }

    private void note(LiveSettings settings) {
        shown.add(settings.toString());
    }

    private void give(String token) {
        give(Map.of(Environment.PROMETHEUS_BEARER_TOKEN, token));
    }

    private void give(Map<String, String> settings) {
        cluster.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(ControllerConfiguration.DEFAULT_NAMESPACE)
                        .withName(ConfigMapNames.SETTINGS)
                        .endMetadata()
                        .withData(settings)
                        .build())
                .createOr(existing -> existing.update());
    }

    private String page(int port) throws Exception {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
        return Futures.await(client.request(HttpMethod.GET, port, "127.0.0.1", "/metrics")
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .map(Buffer::toString));
    }

    private List<VariantAutoscaling> resources() {
        return cluster.client()
                .resources(VariantAutoscaling.class)
                .inAnyNamespace()
                .list()
                .getItems();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenGoesToPrometheusAndIsShownNowhere(Way way) throws Exception {
        var controller = start(way);
        Awaitility.await()
                .until(() -> resources().stream().allMatch(one -> one.getStatus() != null)
                        && shown.stream().anyMatch(text -> text.contains(way.shown())));
        shown.add(page(controller.httpsPort()));
        shown.add(Serialization.asYaml(resources()));
        shown.add(Serialization.asYaml(
                cluster.client().v1().events().inAnyNamespace().list().getItems()));
        Futures.await(controller.stop());
        shown.add(Files.readString(journal()));

        assertThat(sent).contains(way.sent());
        assertThat(shown)
                .anyMatch(text -> text.startsWith("Fleet["))
                .anyMatch(text -> text.startsWith("Observation["))
                .anyMatch(text -> text.startsWith("Plan["))
                .anyMatch(text -> text.startsWith("PlannedCycle["))
                .anyMatch(text -> text.startsWith("{\"journal\":\"start\""))
                .anyMatch(text -> text.contains("wva_"))
                .noneMatch(text -> text.contains(TOKEN) || text.contains(BASIC));
    }

    @Test
    void aTokenThatChangesInTheConfigMapIsUsedAtOnce() throws Exception {
        var controller = start(Way.CONFIG_MAP);
        Awaitility.await().until(() -> sent.contains("Bearer " + TOKEN));
        give("another-9d3b");
        Awaitility.await().until(() -> sent.contains("Bearer another-9d3b"));
        Futures.await(controller.stop());
    }
}
