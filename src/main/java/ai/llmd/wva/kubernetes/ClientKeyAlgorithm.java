package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Tells the client of which kind a kubeconfig's client key is. By itself it goes by the PEM header, where a PKCS#8 key
 * does not say it, and takes every such key for RSA.
 */
public final class ClientKeyAlgorithm {
    private static final String PKCS8_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PKCS8_END = "-----END PRIVATE KEY-----";
    private static final String ENCRYPTED = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
    /** What the client reads. */
    private static final List<String> READABLE = List.of("RSA", "EC");

    private ClientKeyAlgorithm() {}

    /**
     * Completes a configuration by the algorithm of its client key, where that is PKCS#8.
     *
     * @throws KubernetesClientException if the key is of no kind that the client reads; says which file, and what to do
     */
    public static void detect(Config config) {
        var pem = pem(config);
        var where = config.getClientKeyFile() == null ? "client-key-data of the kubeconfig" : config.getClientKeyFile();
        if (pem.contains(ENCRYPTED)) {
            throw new KubernetesClientException(
                    where + ": the key is encrypted; 'openssl pkcs8 -in KEY -out PLAIN-KEY' decrypts it");
        }
        int begin = pem.indexOf(PKCS8_BEGIN);
        int end = pem.indexOf(PKCS8_END);
        if (begin < 0 || end < begin) {
            return;
        }
        config.setClientKeyAlgo(algorithm(pem.substring(begin + PKCS8_BEGIN.length(), end), where));
    }

    private static String algorithm(String base64, String where) {
        try {
            var key = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
            for (var algorithm : READABLE) {
                if (isOf(algorithm, key)) {
                    return algorithm;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw new KubernetesClientException(where + ": the key is not valid PEM", notBase64);
        }
        throw new KubernetesClientException(where
                + ": the key is neither RSA nor EC; 'openssl pkey -in KEY -noout -text' shows the type; use"
                + " a client certificate with an RSA or EC key");
    }

    private static boolean isOf(String algorithm, PKCS8EncodedKeySpec key) {
        try {
            KeyFactory.getInstance(algorithm).generatePrivate(key);
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private static String pem(Config config) {
        try {
            if (config.getClientKeyData() != null) {
                var bytes = Base64.getMimeDecoder().decode(config.getClientKeyData());
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
            return config.getClientKeyFile() == null
                    ? ""
                    : Files.readString(Path.of(config.getClientKeyFile()), StandardCharsets.ISO_8859_1);
        } catch (IOException | IllegalArgumentException unreadable) {
            // the client will say so when it reads the key itself
            return "";
        }
    }
}
