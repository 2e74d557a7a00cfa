package ai.llmd.wva.serving.tls;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.SettableClock;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingCertificateTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final List<String> NAMES = List.of("metrics.wva.svc", "localhost");
    private static final int DNS = 2;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(START);

    @Test
    void oneOfOurOwnIsAnEndEntityForAServerAndNoAuthority() throws Exception {
        var made = parsed(certificate().refresh().orElseThrow());

        made.verify(made.getPublicKey());
        assertThat(made.getBasicConstraints()).as("-1: not a CA").isEqualTo(-1);
        assertThat(made.getKeyUsage()[DIGITAL_SIGNATURE]).isTrue();
        assertThat(made.getKeyUsage()[KEY_CERT_SIGN]).isFalse();
        assertThat(made.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(made.getSubjectAlternativeNames())
                .containsExactly(List.of(DNS, "metrics.wva.svc"), List.of(DNS, "localhost"));
    }

    @Test
    void oneOfOurOwnIsValidNowAndForAWeek() throws Exception {
        var made = parsed(certificate().refresh().orElseThrow());

        assertThat(made.getNotBefore()).isBefore(START);
        assertThat(made.getNotAfter()).isEqualTo(START.plus(Duration.ofDays(7)));
    }

    @Test
    void eachIsMadeWithAKeyAndASerialNumberOfItsOwn() throws Exception {
        var one = parsed(certificate().refresh().orElseThrow());
        var other = parsed(certificate().refresh().orElseThrow());

        assertThat(one.getPublicKey()).isNotEqualTo(other.getPublicKey());
        assertThat(one.getSerialNumber()).isNotEqualTo(other.getSerialNumber()).isPositive();
    }

    @Test
    void oneOfOurOwnIsRenewedWhenAThirdOfItsLifeIsLeft() throws Exception {
        var certificate = certificate();
        var first = parsed(certificate.refresh().orElseThrow());

        clock.advance(Duration.ofHours(7 * 24 * 2 / 3).minusSeconds(1));
        assertThat(certificate.refresh()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        var second = parsed(certificate.refresh().orElseThrow());

        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
        assertThat(certificate.refresh()).isEmpty();
    }

    @Test
    void givenFilesReplaceOneOfOurOwnAndAreNotRenewed() throws Exception {
        var certificate = certificate();
        certificate.refresh();
        Files.writeString(folder.resolve("tls.crt"), "certificate");
        Files.writeString(folder.resolve("tls.key"), "key");

        assertThat(certificate.refresh().orElseThrow().getCertValue().toString())
                .isEqualTo("certificate");
        clock.advance(Duration.ofDays(30));
        assertThat(certificate.refresh()).isEmpty();
    }

    @Test
    void filesThatAreGoneLeaveTheLastCertificateInUse() throws Exception {
        Files.writeString(folder.resolve("tls.crt"), "certificate");
        Files.writeString(folder.resolve("tls.key"), "key");
        var certificate = certificate();
        certificate.refresh();

        Files.delete(folder.resolve("tls.crt"));
        clock.advance(Duration.ofDays(30));

        assertThat(certificate.refresh()).isEmpty();
    }

    @Test
    void theKeyIsNotShown() throws Exception {
        var made = SelfSignedCertificate.make(NAMES, START);
        assertThat(made.toString()).doesNotContain("PRIVATE KEY");
    }

    private ServingCertificate certificate() {
        return new ServingCertificate(
                Optional.of(folder.resolve("tls.crt")), Optional.of(folder.resolve("tls.key")), NAMES, clock);
    }

    private static X509Certificate parsed(PemKeyCertOptions options) throws Exception {
        var pem = options.getCertValue().getBytes();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
