package ai.llmd.wva.verticle;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@VertxTest
class HttpsVerticleTest {
    private static final String SERVICE = "metrics-service.wva.svc";

    @TempDir
    Path folder;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, MetricsGate.Answer> tokens = new ConcurrentHashMap<>();
    private Vertx vertx;
    private HttpsVerticle verticle;

    @BeforeEach
    void counter(Vertx vertx) {
        this.vertx = vertx;
        registry.counter("some.events").increment();
    }

    private void deploy(MetricsGate gate, String minTls) throws Exception {
        var options = new HttpsVerticle.Options(
                "127.0.0.1",
                0,
                folder.resolve("tls.crt"),
                folder.resolve("tls.key"),
                List.of(SERVICE),
                Duration.ofMillis(20),
                16 * 1024,
                minTls,
                2);
        verticle = new HttpsVerticle(options, gate, registry);
        Futures.await(vertx.deployVerticle(verticle));
    }

    private MetricsGate gate() {
        return token -> tokens.getOrDefault(token, MetricsGate.Answer.UNAUTHENTICATED);
    }

    private WebClient client(WebClientOptions options) {
        return WebClient.create(vertx, options.setSsl(true));
    }

    private HttpResponse<Buffer> get(String authorization) throws Exception {
        var client = client(new WebClientOptions().setTrustAll(true).setVerifyHost(false));
        var request = client.get(verticle.actualPort(), "127.0.0.1", "/metrics");
        if (authorization != null) {
            request.putHeader("Authorization", authorization);
        }
        return Futures.await(request.send());
    }

    @Test
    void serves_metrics_to_a_token_that_may_read_them() throws Exception {
        deploy(gate(), "TLSv1.2");
        tokens.put("good", MetricsGate.Answer.GRANTED);

        var answer = get("Bearer good");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(answer.bodyAsString()).contains("some_events_total 1.0");
    }

    @Test
    void refuses_everyone_else_each_for_a_reason() throws Exception {
        deploy(gate(), "TLSv1.2");
        tokens.put("lowly", MetricsGate.Answer.FORBIDDEN);
        tokens.put("unlucky", MetricsGate.Answer.UNAVAILABLE);

        var nobody = get(null);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.getHeader("WWW-Authenticate")).startsWith("Bearer");
        assertThat(get("Basic Z29vZDpnb29k").statusCode()).isEqualTo(401);
        assertThat(get("Bearer ").statusCode()).isEqualTo(401);
        assertThat(get("Bearer unknown").statusCode()).isEqualTo(401);
        assertThat(get("bearer lowly").statusCode()).isEqualTo(403);
        assertThat(get("Bearer unlucky").statusCode()).isEqualTo(503);
        assertThat(get("Bearer lowly").bodyAsString()).doesNotContain("some_events");
    }

    @Test
    void a_gate_that_breaks_lets_nobody_in() throws Exception {
        deploy(
                token -> {
                    throw new IllegalStateException("broken");
                },
                "TLSv1.2");
        var answer = get("Bearer any");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.bodyAsString()).doesNotContain("some_events");
    }

    @Test
    void without_files_its_certificate_names_the_service() throws Exception {
        deploy(MetricsGate.OPEN, "TLSv1.2");
        var certificate = served();
        assertThat(certificate.getSubjectAlternativeNames())
                .anySatisfy(name -> assertThat(name.get(1)).isEqualTo(SERVICE));
    }

    @Test
    void takes_new_certificate_files_without_a_restart() throws Exception {
        writeCertificate("CN=first");
        deploy(MetricsGate.OPEN, "TLSv1.2");
        assertThat(served().getSubjectX500Principal().getName()).isEqualTo("CN=first");

        writeCertificate("CN=second");
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> served().getSubjectX500Principal().getName().equals("CN=second"));

        Files.writeString(folder.resolve("tls.crt"), "nonsense");
        assertThat(served().getSubjectX500Principal().getName()).isEqualTo("CN=second");
    }

    @Test
    void speaks_no_older_tls_than_configured() throws Exception {
        deploy(MetricsGate.OPEN, "TLSv1.3");
        var old = client(new WebClientOptions()
                .setTrustAll(true)
                .setVerifyHost(false)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2")));
        var refused = old.get(verticle.actualPort(), "127.0.0.1", "/metrics").send();
        Awaitility.await().until(refused::isComplete);
        assertThat(refused.failed()).isTrue();
        assertThat(get(null).statusCode()).isEqualTo(200);
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
    void a_client_that_trusts_the_given_certificate_may_verify_it() throws Exception {
        writeCertificate("CN=trusted");
        deploy(MetricsGate.OPEN, "TLSv1.2");
        var strict = client(new WebClientOptions()
                .setTrustOptions(new PemTrustOptions()
                        .addCertPath(folder.resolve("tls.crt").toString())));
        var answer = Futures.await(
                strict.get(verticle.actualPort(), "localhost", "/metrics").send());
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
