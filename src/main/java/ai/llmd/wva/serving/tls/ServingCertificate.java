package ai.llmd.wva.serving.tls;

import ai.llmd.wva.config.HttpsConfiguration;
import io.netty.pkitesting.CertificateBuilder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that /metrics is served with: two PEM files where they exist, else one made at start that names the
 * Service. Blocking: used on a worker.
 */
public final class ServingCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(ServingCertificate.class);
    private static final String NO_FILE = "/nonexistent";
    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final Path certificate;
    private final Path key;
    private final List<String> names;
    private Optional<Pem> current = Optional.empty();
    private boolean fromFiles;

    private record Pem(Buffer certificate, Buffer key) {
        PemKeyCertOptions options() {
            return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
        }
    }

    /**
     * Nothing is read or made before {@link #refresh()}.
     *
     * @param names DNS names of a certificate that is made here
     */
    public ServingCertificate(HttpsConfiguration https, List<String> names) {
        this.certificate = Path.of(https.certPath().orElse(NO_FILE));
        this.key = Path.of(https.keyPath().orElse(NO_FILE));
        this.names = List.copyOf(names);
    }

    /**
     * The certificate to serve with from now on; empty when it is the same as last time.
     *
     * @throws IOException if the files exist but cannot be read, or none could be made
     */
    public Optional<PemKeyCertOptions> refresh() throws IOException {
        boolean files = Files.isReadable(certificate) && Files.isReadable(key);
        if (!files && current.isPresent()) {
            if (fromFiles) {
                LOG.atWarn()
                        .addKeyValue("file", certificate)
                        .log("certificate file is gone: the last one stays in use");
                fromFiles = false;
            }
            return Optional.empty();
        }
        var pem = files ? read() : make();
        if (current.map(pem::equals).orElse(false)) {
            return Optional.empty();
        }
        current = Optional.of(pem);
        fromFiles = files;
        LOG.atInfo()
                .addKeyValue("source", files ? certificate.toString() : "self-signed for " + String.join(", ", names))
                .log("serving certificate");
        return Optional.of(pem.options());
    }

    private Pem read() throws IOException {
        return new Pem(Buffer.buffer(Files.readAllBytes(certificate)), Buffer.buffer(Files.readAllBytes(key)));
    }

    private Pem make() throws IOException {
        try {
            var now = Instant.now();
            var builder = new CertificateBuilder()
                    .ecp256()
                    .subject("CN=workload-variant-autoscaler")
                    .notBefore(now.minus(CLOCK_SKEW))
                    .notAfter(now.plus(VALIDITY))
                    .setIsCertificateAuthority(true);
            names.forEach(builder::addSanDnsName);
            var bundle = builder.buildSelfSigned();
            return new Pem(Buffer.buffer(bundle.getCertificatePathPEM()), Buffer.buffer(bundle.getPrivateKeyPEM()));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot make a certificate: " + e.getMessage(), e);
        }
    }
}
