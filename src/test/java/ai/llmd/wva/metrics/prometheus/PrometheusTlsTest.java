package ai.llmd.wva.metrics.prometheus;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.config.Live;
import ai.llmd.wva.config.PrometheusSettings;
import ai.llmd.wva.fixture.Authority;
import ai.llmd.wva.metrics.StoredSeries;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.signals.PodFleets;
import ai.llmd.wva.signals.Recording;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with certificates of the test's own authorities. */
class PrometheusTlsTest {
    private static final String MEASURED = "measured";
    private static final CollectorConfiguration OPTIONS = CollectorConfiguration.defaults();

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Live<PrometheusSettings> settings = new Live<>(PrometheusSettings.at("https://prometheus.test"));
    private final PrometheusMetricsSource source =
            new PrometheusMetricsSource(vertx, OPTIONS, settings, new SimpleMeterRegistry(), Clock.systemUTC());
    private Authority authority;
    private Authority stranger;

    /** The settings of a test, on top of {@code https://127.0.0.1:port}. */
    private static final class Setup {
        private boolean insecure;
        private Optional<String> ca = Optional.empty();
        private Optional<String> certificate = Optional.empty();
        private Optional<String> key = Optional.empty();
        private Optional<String> serverName = Optional.empty();
        private Optional<String> tokenPath = Optional.empty();

        Setup insecure() {
            insecure = true;
            return this;
        }

        Setup ca(Path file) {
            ca = Optional.of(file.toString());
            return this;
        }

        Setup client(Authority.KeyFiles files) {
            certificate = Optional.of(files.certificate().toString());
            key = Optional.of(files.key().toString());
            return this;
        }

        Setup serverName(String name) {
            serverName = Optional.of(name);
            return this;
        }

        Setup token(Path file) {
            tokenPath = Optional.of(file.toString());
            return this;
        }

        PrometheusSettings settings(int port) {
            return new PrometheusSettings(
                    "https://127.0.0.1:" + port,
                    insecure,
                    ca,
                    certificate,
                    key,
                    serverName,
                    Optional.empty(),
                    tokenPath,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    @BeforeEach
    void authorities() {
        authority = Authority.create(folder, "authority");
        stranger = Authority.create(folder, "stranger");
    }

    @AfterEach
    void stop() {
        source.close().await();
        vertx.close().await();
    }

    private FakePrometheus server(String... names) {
        return server(new HttpServerOptions(), names);
    }

    private FakePrometheus server(HttpServerOptions options, String... names) {
        var files = authority.issue("server", "CN=prometheus", List.of(names));
        var server = FakePrometheus.with(
                vertx,
                options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(files.certificate().toString())
                                .addKeyPath(files.key().toString())));
        server.serves(StoredSeries.of(Recording.ofPod("a")
                .scraped(4, 300, 0, second -> new double[] {1000 + second, 1, 0})));
        return server;
    }

    /** The message of the failure, else {@link #MEASURED}. */
    private String outcome(FakePrometheus server, Setup setup) {
        var variant = variant("v", running(ready("a", 500)));
        settings.set(setup.settings(server.port()));
        var measured = source.measure(PodFleets.of(variant), NOW).await().get(variant.id());
        if (measured instanceof Unknown unknown) {
            assertThat(unknown.cause()).isEqualTo(Cause.PROMETHEUS_ERROR);
            assertThat(unknown.message()).startsWith("Prometheus at 127.0.0.1 ");
            return unknown.message();
        }
        assertThat(measured).isInstanceOf(Measured.class);
        return MEASURED;
    }

    @Test
    void theRightAuthorityIsTrusted() {
        try (var server = server("127.0.0.1")) {
            assertThat(outcome(server, new Setup().ca(authority.certificateFile())))
                    .isEqualTo(MEASURED);
        }
    }

    @Test
    void anotherAuthorityIsNot() {
        try (var server = server("127.0.0.1")) {
            assertThat(outcome(server, new Setup().ca(stranger.certificateFile())))
                    .isEqualTo("Prometheus at 127.0.0.1 has a certificate that is not signed by the CA in "
                            + stranger.certificateFile() + " (PROMETHEUS_CA_CERT_PATH)");
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void withoutAuthorityTheSystemsAreAsked() {
        try (var server = server("127.0.0.1")) {
            assertThat(outcome(server, new Setup())).contains("a CA of this system", "PROMETHEUS_CA_CERT_PATH");
        }
    }

    @Test
    void anAuthorityThatReplacesAnotherInItsFileIsTrusted() throws IOException {
        var file = Files.copy(stranger.certificateFile(), folder.resolve("rotating.crt"));
        try (var server = server("127.0.0.1")) {
            assertThat(outcome(server, new Setup().ca(file))).contains("not signed by");
            Files.copy(authority.certificateFile(), file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(outcome(server, new Setup().ca(file))).isEqualTo(MEASURED);
        }
    }

    @Test
    void theNameIsVerified() {
        try (var server = server("prometheus.monitoring.svc")) {
            assertThat(outcome(server, new Setup().ca(authority.certificateFile())))
                    .isEqualTo("Prometheus at 127.0.0.1 has a certificate that is not for the name 127.0.0.1: set"
                            + " PROMETHEUS_SERVER_NAME to a name in the certificate");
        }
    }

    @Test
    void theServerNameIsVerifiedInsteadAndTheHostHeaderStays() {
        try (var server = server("prometheus.monitoring.svc")) {
            var ca = authority.certificateFile();
            assertThat(outcome(server, new Setup().ca(ca).serverName("prometheus.monitoring.svc")))
                    .isEqualTo(MEASURED);
            assertThat(server.asked.get(0).headers().get("host")).isEqualTo("127.0.0.1:" + server.port());
            assertThat(outcome(server, new Setup().ca(ca).serverName("other.svc")))
                    .contains("not for the name other.svc");
        }
    }

    @Test
    void insecureSkipVerifyAcceptsAnyCertificate() {
        try (var server = server("elsewhere")) {
            assertThat(outcome(server, new Setup().insecure())).isEqualTo(MEASURED);
        }
    }

    @Test
    void aClientCertificateIsShown() {
        var options = new HttpServerOptions()
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(authority.certificateFile().toString()));
        try (var server = server(options, "127.0.0.1")) {
            var known = authority.issue("client", "CN=wva", List.of("wva"));
            var ca = authority.certificateFile();
            assertThat(outcome(server, new Setup().ca(ca).client(known))).isEqualTo(MEASURED);
            assertThat(outcome(server, new Setup().ca(ca)))
                    .contains("refused a client without certificate: set PROMETHEUS_CLIENT_CERT_PATH");
        }
    }

    @Test
    void aCertificateNeedsItsKey() {
        try (var server = server("127.0.0.1")) {
            var setup = new Setup().ca(authority.certificateFile());
            setup.certificate = Optional.of(authority.certificateFile().toString());
            assertThat(outcome(server, setup))
                    .contains("PROMETHEUS_CLIENT_CERT_PATH and PROMETHEUS_CLIENT_KEY_PATH must be set together");
        }
    }

    @Test
    void aTokenFileIsReadAgain() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "first\n");
        try (var server = server("127.0.0.1")) {
            var setup = new Setup().ca(authority.certificateFile()).token(file);
            assertThat(outcome(server, setup)).isEqualTo(MEASURED);
            Files.writeString(file, "second\n");
            assertThat(outcome(server, setup)).isEqualTo(MEASURED);
            assertThat(server.asked)
                    .extracting(asked -> asked.headers().get("authorization"))
                    .containsExactlyInAnyOrder(
                            "Bearer first",
                            "Bearer first",
                            "Bearer first",
                            "Bearer first",
                            "Bearer second",
                            "Bearer second",
                            "Bearer second");
            server.answers(401, "text/plain", "no");
            assertThat(outcome(server, setup)).contains("answered 401 to the token of file " + file);
        }
    }

    @Test
    void missingAndUnusableFilesAreNamed() throws IOException {
        var nothing = folder.resolve("nothing");
        var empty = Files.writeString(folder.resolve("empty"), "");
        try (var server = server("127.0.0.1")) {
            assertThat(outcome(server, new Setup().ca(nothing)))
                    .isEqualTo("Prometheus at 127.0.0.1 is not asked: the file " + nothing
                            + " (PROMETHEUS_CA_CERT_PATH) does not exist");
            assertThat(outcome(server, new Setup().token(nothing)))
                    .contains("the file " + nothing + " (PROMETHEUS_TOKEN_PATH) does not exist");
            assertThat(outcome(server, new Setup().ca(empty)))
                    .contains(empty + " (PROMETHEUS_CA_CERT_PATH) contains no");
            assertThat(outcome(server, new Setup().token(empty))).contains(empty + " (PROMETHEUS_TOKEN_PATH) is empty");
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void theServiceAccountsTokenIsOptional() {
        try (var server = server("127.0.0.1")) {
            var setup = new Setup()
                    .ca(authority.certificateFile())
                    .token(Path.of(PrometheusSettings.SERVICE_ACCOUNT_TOKEN));
            assertThat(outcome(server, setup)).isEqualTo(MEASURED);
            assertThat(server.asked.get(0).headers().contains("authorization"))
                    .isEqualTo(Files.exists(Path.of(PrometheusSettings.SERVICE_ACCOUNT_TOKEN)));
        }
    }

    @Test
    void aServerWithoutTlsIsTold() {
        try (var server = FakePrometheus.plain(vertx)) {
            assertThat(outcome(server, new Setup().ca(authority.certificateFile())))
                    .contains("does not speak TLS on port " + server.port());
        }
    }
}
