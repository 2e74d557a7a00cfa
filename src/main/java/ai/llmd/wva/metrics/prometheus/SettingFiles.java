package ai.llmd.wva.metrics.prometheus;

import ai.llmd.wva.metrics.prometheus.PrometheusEndpoint.PemFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Reads the files that settings name; what is wrong with one names its setting. Blocks. */
final class SettingFiles {
    private SettingFiles() {}

    static PemFile certificates(String key, String path) {
        var content = content(key, path);
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            if (found.isEmpty()) {
                throw QueryFailure.lasting("the file " + path + " (" + key + ") contains no PEM certificate");
            }
            return new PemFile(path, content);
        } catch (CertificateException e) {
            throw QueryFailure.lasting(
                    "the file " + path + " (" + key + ") contains no readable PEM certificate: " + e.getMessage());
        }
    }

    static PemFile privateKey(String key, String path) {
        var content = content(key, path);
        if (!content.contains("PRIVATE KEY-----")) {
            throw QueryFailure.lasting("the file " + path + " (" + key + ") contains no PEM private key");
        }
        return new PemFile(path, content);
    }

    static String content(String key, String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (NoSuchFileException e) {
            throw QueryFailure.lasting("the file " + path + " (" + key + ") does not exist");
        } catch (IOException | InvalidPathException e) {
            throw QueryFailure.lasting("the file " + path + " (" + key + ") cannot be read: " + e);
        }
    }
}
