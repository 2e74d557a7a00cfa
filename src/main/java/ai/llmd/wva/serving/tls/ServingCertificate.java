package ai.llmd.wva.serving.tls;

import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that we serve with: two PEM files where they exist, else a {@link SelfSignedCertificate}, renewed in
 * time. Blocking, and for one thread at a time.
 */
public final class ServingCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(ServingCertificate.class);
    private static final Path NO_FILE = Path.of("/nonexistent");

    private final Path certificate;
    private final Path key;
    private final List<String> names;
    private final Clock clock;
    private Optional<CertificatePem> current = Optional.empty();
    private Optional<SelfSignedCertificate> own = Optional.empty();
    private boolean fromFiles;

    /**
     * Nothing is read or made before {@link #refresh()}.
     *
     * @param names DNS names of a certificate that is made here
     */
    public ServingCertificate(Optional<Path> certificate, Optional<Path> key, List<String> names, Clock clock) {
        this.certificate = certificate.orElse(NO_FILE);
        this.key = key.orElse(NO_FILE);
        this.names = List.copyOf(names);
        this.clock = clock;
    }

    /**
     * The certificate to serve with from now on; empty when it is the same as last time.
     *
     * @throws IOException if the files exist but cannot be read, or none could be made
     */
    public Optional<PemKeyCertOptions> refresh() throws IOException {
        if (Files.isReadable(certificate) && Files.isReadable(key)) {
            var read = new CertificatePem(Files.readAllBytes(certificate), Files.readAllBytes(key));
            fromFiles = true;
            own = Optional.empty();
            return serve(read, certificate.toString());
        }
        if (fromFiles) {
            LOG.atWarn()
                    .addKeyValue("file", certificate)
                    .log("the certificate file is missing: the previous certificate stays in use");
            fromFiles = false;
        }
        var now = clock.instant();
        if (own.isEmpty() ? current.isPresent() : !own.get().due(now)) {
            return Optional.empty();
        }
        var made = SelfSignedCertificate.make(names, now);
        own = Optional.of(made);
        return serve(made.pem(), "self-signed for " + String.join(", ", names) + " until " + made.expires());
    }

    private Optional<PemKeyCertOptions> serve(CertificatePem pem, String source) {
        if (current.map(pem::equals).orElse(false)) {
            return Optional.empty();
        }
        current = Optional.of(pem);
        LOG.atInfo().addKeyValue("source", source).log("serving certificate");
        return Optional.of(pem.options());
    }
}
