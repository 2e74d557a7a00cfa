package ai.llmd.wva.benchmark;

import ai.llmd.wva.config.Configurations;
import ai.llmd.wva.fixture.Authority;
import ai.llmd.wva.fixture.Futures;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.MetricNames;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.auth.AccessRequest;
import ai.llmd.wva.serving.auth.AccessVerdict;
import ai.llmd.wva.serving.auth.Caller;
import ai.llmd.wva.serving.auth.Delegation;
import ai.llmd.wva.serving.auth.FrontProxy;
import ai.llmd.wva.serving.auth.FrontProxyTrust;
import ai.llmd.wva.serving.desired.NumberBook;
import ai.llmd.wva.serving.desired.Trust;
import ai.llmd.wva.serving.desired.WrittenNumber;
import ai.llmd.wva.serving.external.MetricValues;
import ai.llmd.wva.verticle.HttpsVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What 1,000 HPAs cost that ask every 15 s for their variants: the processor time of our threads for each request, over
 * one connection with HTTP/2 and a client certificate as the aggregator makes it. The rights are remembered already.
 */
public final class ExternalMetricsCost {
    private static final int HPAS = 1000;
    private static final double SECONDS = 15;
    private static final int ROUNDS = 20;

    private ExternalMetricsCost() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("wva-external-");
        var authority = Authority.create(folder, "ca");
        var trust = new FrontProxyTrust();
        trust.use(FrontProxy.read(Map.of(
                "requestheader-client-ca-file", Files.readString(authority.certificateFile()),
                "requestheader-username-headers", "[\"X-Remote-User\"]",
                "requestheader-group-headers", "[\"X-Remote-Group\"]")));
        var vertx = Vertx.vertx();
        var server = Futures.await(deploy(vertx, authority, trust));
        var client = client(authority);
        for (var round = 0; round < ROUNDS; round++) {
            long before = cpuNanos();
            var start = System.nanoTime();
            for (var i = 0; i < HPAS; i++) {
                ask(client, server, i);
            }
            double millis = (cpuNanos() - before) / 1e6 / HPAS;
            System.out.printf(
                    Locale.ROOT,
                    "%.3f ms of processor and %.3f ms in all a request: 1,000 HPAs every 15 s take %.2f %% of a core%n",
                    millis,
                    (System.nanoTime() - start) / 1e6 / HPAS,
                    millis * HPAS / SECONDS / 10);
        }
        Futures.await(vertx.close());
    }

    private static Future<Integer> deploy(Vertx vertx, Authority authority, FrontProxyTrust trust) {
        var tls = authority.issue("server", "CN=server", List.of("localhost"));
        var configuration =
                Configurations.of("""
                    {"https": {"host": "127.0.0.1", "port": 0, "certPath": "%s", "keyPath": "%s"}}
                    """.formatted(tls.certificate(), tls.key())).https();
        var book = new NumberBook(
                new Trust(() -> false, () -> Optional.of(Duration.ZERO), Duration.ZERO),
                id -> Optional.of(new WrittenNumber("uid-" + id.name(), "A100", 2, Optional.empty(), true)));
        book.declared(Fleets.fleet(IntStream.range(0, HPAS)
                .mapToObj(i -> Fleets.variant(new VariantId("team", "v" + i), 1))
                .toArray(Variant[]::new)));
        var verticle = new HttpsVerticle(
                configuration,
                List.of("localhost"),
                List.of(MetricValues.of(book, MetricNames.INFERNO, trust, new Granting(), Clock.systemUTC())),
                Clock.systemUTC(),
                Optional.of(new HttpsVerticle.Clients(TrustOptions.wrap(trust), () -> {})));
        return vertx.deployVerticle(verticle).map(id -> verticle.actualPort());
    }

    private record Granting() implements Delegation {
        @Override
        public Optional<Caller> whose(String bearerToken) {
            return Optional.empty();
        }

        @Override
        public Optional<AccessVerdict> remembered(Caller caller, AccessRequest request) {
            return Optional.of(AccessVerdict.GRANTED);
        }

        @Override
        public AccessVerdict check(Caller caller, AccessRequest request) {
            return AccessVerdict.GRANTED;
        }
    }

    private static void ask(HttpClient client, int port, int variant) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + port
                                + "/apis/external.metrics.k8s.io/v1beta1/namespaces/team/inferno_desired_replicas"
                                + "?labelSelector=variant_name%3Dv" + variant))
                        .header("X-Remote-User", "system:serviceaccount:kube-system:horizontal-pod-autoscaler")
                        .header("X-Remote-Group", "system:serviceaccounts")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.version() != HttpClient.Version.HTTP_2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.version() + " " + answer.body());
        }
    }

    /** Of Vert.x' threads, which are the server's alone. */
    private static long cpuNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().startsWith("vert.x-")) {
                sum += threads.getThreadCpuTime(info.getThreadId());
            }
        }
        return sum;
    }

    private static HttpClient client(Authority authority) throws Exception {
        var files = authority.issue("front-proxy-client", "CN=front-proxy-client", List.of());
        var certificates = CertificateFactory.getInstance("X.509");
        var keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        var pem = Files.readString(files.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        try (var own = Files.newInputStream(files.certificate());
                var root = Files.newInputStream(authority.certificateFile())) {
            keys.setKeyEntry("client", key, new char[0], new Certificate[] {certificates.generateCertificate(own)});
            keys.setCertificateEntry("root", certificates.generateCertificate(root));
        }
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, new char[0]);
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(keys);
        var tls = SSLContext.getInstance("TLS");
        tls.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }
}
