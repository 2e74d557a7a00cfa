package ai.llmd.wva.serving.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate of our own for a TLS server: an end entity that can sign no other certificate. It lasts a week: nobody
 * has to trust it for longer, its key never leaves the process, and one that is renewed every few days is known to
 * renew.
 *
 * @param expires when it ends
 */
record SelfSignedCertificate(CertificatePem pem, Instant expires) {
    /** How long one lasts. */
    static final Duration LIFETIME = Duration.ofDays(7);

    /** What is left when the next one is made: time enough to notice that it cannot be. */
    static final Duration RENEWED_BEFORE = LIFETIME.dividedBy(3);

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final X500Name SUBJECT = new X500Name("CN=workload-variant-autoscaler");
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Makes one, with a new key (EC, P-256).
     *
     * @param names DNS names of the server
     */
    static SelfSignedCertificate make(List<String> names, Instant now) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return make(names, now, generator.generateKeyPair());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make a certificate: " + e.getMessage(), e);
        }
    }

    private static SelfSignedCertificate make(List<String> names, Instant now, KeyPair keys)
            throws IOException, OperatorCreationException {
        var expires = now.plus(LIFETIME);
        var alternatives = names.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        var certificate = new JcaX509v3CertificateBuilder(
                        SUBJECT,
                        new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                        Date.from(now.minus(CLOCK_SKEW)),
                        Date.from(expires),
                        SUBJECT,
                        keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        return new SelfSignedCertificate(
                new CertificatePem(
                        pem("CERTIFICATE", certificate.getEncoded()),
                        pem("PRIVATE KEY", keys.getPrivate().getEncoded())),
                expires);
    }

    boolean due(Instant now) {
        return !now.isBefore(expires.minus(RENEWED_BEFORE));
    }

    private static byte[] pem(String what, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(what, lines, what)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
