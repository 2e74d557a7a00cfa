package ai.llmd.wva.serving.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The authority whose certificates callers must show, a PEM file. Blocking, and for one thread at a time. */
public final class ClientAuthority {
    private static final Logger LOG = LoggerFactory.getLogger(ClientAuthority.class);

    private final Path file;
    private Optional<Buffer> current = Optional.empty();

    /** Nothing is read before {@link #refresh()}. */
    public ClientAuthority(Path file) {
        this.file = file;
    }

    /**
     * The authority to ask for from now on; empty when it is the same as last time.
     *
     * @throws IOException if the file cannot be read: nobody is let in for that reason
     */
    public Optional<PemTrustOptions> refresh() throws IOException {
        var read = Buffer.buffer(Files.readAllBytes(file));
        if (current.map(read::equals).orElse(false)) {
            return Optional.empty();
        }
        current = Optional.of(read);
        LOG.atInfo().addKeyValue("file", file).log("client CA");
        return Optional.of(new PemTrustOptions().addCertValue(read));
    }
}
