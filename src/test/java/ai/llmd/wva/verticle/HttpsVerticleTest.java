package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.config.ConfigurationReader;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.serving.auth.AccessRule;
import ai.llmd.wva.serving.metrics.MetricsPage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.pkitesting.CertificateBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@VertxTest
class HttpsVerticleTest {
    private static final String CONFIGURATION = """
            {"https": {"host": "127.0.0.1", "port": 0, "certPath": "%s/tls.crt", "keyPath": "%s/tls.key",
                       "reloadInterval": "100ms", "minTls": "%s"}}
            """;
    private static final String SERVICE = "metrics-service.wva.svc";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(Instant.now());
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Vertx vertx;
    private HttpsVerticle verticle;

    @BeforeEach
    void counter(Vertx vertx) {
        this.vertx = vertx;
        registry.counter("some.events").increment();
    }

    private void deploy(String minTls) throws Exception {
        var json = CONFIGURATION.formatted(folder, folder, minTls);
        var configuration = ((ConfigurationReader.Ok) ConfigurationReader.read(json)).configuration();
        var page = new MetricsPage(registry, AccessRule.open());
        verticle = new HttpsVerticle(configuration.https(), List.of(SERVICE), List.of(page), clock);
        Futures.await(vertx.deployVerticle(verticle));
    }

    private WebClient client(WebClientOptions options) {
        return WebClient.create(vertx, options.setSsl(true));
    }

    private HttpResponse<Buffer> get() throws Exception {
        var client = client(new WebClientOptions().setTrustAll(true).setVerifyHost(false));
        return Futures.await(
                client.get(verticle.actualPort(), "127.0.0.1", "/metrics").send());
    }

    @Test
    void withoutFilesItsCertificateNamesTheService() throws Exception {
        deploy("TLSv1.2");
        var certificate = served();
        assertThat(certificate.getSubjectAlternativeNames())
                .anySatisfy(name -> assertThat(name.get(1)).isEqualTo(SERVICE));
    }

    @Test
    void renewsItsOwnCertificateWithoutARestart() throws Exception {
        deploy("TLSv1.2");
        var first = served();

        clock.advance(Duration.ofDays(6));

        Awaitility.await()
                .until(() -> served().getNotAfter()
                        .toInstant()
                        .isAfter(first.getNotAfter().toInstant()));
    }

    @Test
    void takesNewCertificateFilesWithoutARestart() throws Exception {
        writeCertificate("CN=first");
        deploy("TLSv1.2");
        assertThat(served().getSubjectX500Principal().getName()).isEqualTo("CN=first");

        writeCertificate("CN=second");
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> served().getSubjectX500Principal().getName().equals("CN=second"));

        Files.writeString(folder.resolve("tls.crt"), "nonsense");
        assertThat(served().getSubjectX500Principal().getName()).isEqualTo("CN=second");
    }

    @Test
    void speaksNoOlderTlsThanConfigured() throws Exception {
        deploy("TLSv1.3");
        var old = client(new WebClientOptions()
                .setTrustAll(true)
                .setVerifyHost(false)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2")));
        var refused = old.get(verticle.actualPort(), "127.0.0.1", "/metrics").send();
        Awaitility.await().until(refused::isComplete);
        assertThat(refused.failed()).isTrue();
        assertThat(get().statusCode()).isEqualTo(200);
    }

    private void writeCertificate(String subject) throws Exception {
        var bundle = new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .setIsCertificateAuthority(true)
                .addSanDnsName("localhost")
                .buildSelfSigned();
        Files.writeString(folder.resolve("tls.key"), bundle.getPrivateKeyPEM());
        Files.writeString(folder.resolve("tls.crt"), bundle.getCertificatePathPEM());
    }

    private X509Certificate served() throws Exception {
        var http = vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
        var request = Futures.await(http.request(new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(verticle.actualPort())
                .setURI("/metrics")));
        var certificate = (X509Certificate) request.connection().sslSession().getPeerCertificates()[0];
        Futures.await(request.send());
        Futures.await(http.close());
        return certificate;
    }

    @Test
    void aClientThatTrustsTheGivenCertificateMayVerifyIt() throws Exception {
        writeCertificate("CN=trusted");
        deploy("TLSv1.2");
        var strict = client(new WebClientOptions()
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(folder.resolve("tls.crt").toString())));
        var answer = Futures.await(
                strict.get(verticle.actualPort(), "localhost", "/metrics").send());
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
