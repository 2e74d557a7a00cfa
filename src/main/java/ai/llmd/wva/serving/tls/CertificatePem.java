package ai.llmd.wva.serving.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;

/** A certificate, or chain, and its private key, as PEM. Never shown: one half is secret. */
record CertificatePem(Buffer certificate, Buffer key) {
    CertificatePem(byte[] certificate, byte[] key) {
        this(Buffer.buffer(certificate), Buffer.buffer(key));
    }

    PemKeyCertOptions options() {
        return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
    }

    @Override
    public String toString() {
        return "CertificatePem[" + certificate.length() + " bytes, key not shown]";
    }
}
