package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client keys as kubeconfigs have them, read by the client's own code. */
class ClientKeyAlgorithmTest {
    private static final HexFormat HEX = HexFormat.of();
    /** Version 1, no attributes, rsaEncryption: what PKCS#8 puts before the PKCS#1 key of 2048 bits. */
    private static final int PKCS8_PREFIX = 26;

    private static X509Bundle rsa;
    private static X509Bundle ec;

    @TempDir
    private Path folder;

    @BeforeAll
    static void generate() throws Exception {
        rsa = bundle(Algorithm.rsa2048);
        ec = bundle(Algorithm.ecp256);
    }

    @Test
    void ecKeysAreReadInBothEncodings() throws Exception {
        assertThat(read(kubeconfig(ec, pem("PRIVATE KEY", key(ec).getEncoded()))))
                .isEqualTo(key(ec));
        assertThat(read(kubeconfig(ec, pem("EC PRIVATE KEY", sec1((ECPrivateKey) key(ec))))))
                .isEqualTo(key(ec));
    }

    @Test
    void rsaKeysAreReadInBothEncodings() throws Exception {
        var pkcs8 = key(rsa).getEncoded();
        var pkcs1 = Arrays.copyOfRange(pkcs8, PKCS8_PREFIX, pkcs8.length);

        assertThat(read(kubeconfig(rsa, pem("PRIVATE KEY", pkcs8)))).isEqualTo(key(rsa));
        assertThat(read(kubeconfig(rsa, pem("RSA PRIVATE KEY", pkcs1)))).isEqualTo(key(rsa));
    }

    @Test
    void aKeyInAFileIsReadToo() throws Exception {
        var config = kubeconfig(ec, "");
        config.setClientKeyData(null);
        config.setClientKeyFile(file(pem("PRIVATE KEY", key(ec).getEncoded())).toString());

        assertThat(read(config)).isEqualTo(key(ec));
    }

    @Test
    void aKeyThatTheClientCannotReadIsNamedWithWhatToDo() throws Exception {
        var ed25519 = file(pem("PRIVATE KEY", key(bundle(Algorithm.ed25519)).getEncoded()));
        var encrypted = file(pem("ENCRYPTED PRIVATE KEY", new byte[] {1}));

        assertThatThrownBy(() -> ClientKeyAlgorithm.detect(withFile(ed25519)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageStartingWith(ed25519 + ": the key is neither RSA nor EC")
                .hasMessageContaining("openssl pkey -in KEY");
        assertThatThrownBy(() -> ClientKeyAlgorithm.detect(withFile(encrypted)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageStartingWith(encrypted + ": the key is encrypted")
                .hasMessageContaining("openssl pkcs8 -in KEY");
    }

    @Test
    void withoutAClientKeyNothingIsTouched() {
        var config = Config.empty();

        ClientKeyAlgorithm.detect(config);

        assertThat(config.getClientKeyAlgo()).isEqualTo(Config.empty().getClientKeyAlgo());
    }

    private static PrivateKey read(Config config) throws Exception {
        ClientKeyAlgorithm.detect(config);
        var manager = (X509KeyManager) SSLUtils.keyManagers(config)[0];
        var alias = manager.getClientAliases(config.getClientKeyAlgo(), null)[0];
        return manager.getPrivateKey(alias);
    }

    private static Config kubeconfig(X509Bundle user, String keyPem) {
        return Config.fromKubeconfig("""
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "https://127.0.0.1:6443"}}]
                users: [{name: test, user: {client-certificate-data: "%s", client-key-data: "%s"}}]
                """.formatted(base64(user.getCertificatePEM()), base64(keyPem)));
    }

    private static Config withFile(Path key) {
        var config = Config.empty();
        config.setClientKeyFile(key.toString());
        return config;
    }

    private Path file(String pem) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "client", ".key"), pem);
    }

    /** RFC 5915 for the curve P-256: version 1, the number, the curve. */
    private static byte[] sec1(ECPrivateKey key) {
        var number = key.getS().toByteArray();
        var padded = new byte[32];
        int length = Math.min(number.length, padded.length);
        System.arraycopy(number, number.length - length, padded, padded.length - length, length);
        var der = new ByteArrayOutputStream();
        der.writeBytes(HEX.parseHex("30310201010420"));
        der.writeBytes(padded);
        der.writeBytes(HEX.parseHex("a00a06082a8648ce3d030107"));
        return der.toByteArray();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static X509Bundle bundle(Algorithm algorithm) throws Exception {
        return new CertificateBuilder()
                .subject("CN=client")
                .algorithm(algorithm)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static PrivateKey key(X509Bundle bundle) {
        return bundle.getKeyPair().getPrivate();
    }
}
