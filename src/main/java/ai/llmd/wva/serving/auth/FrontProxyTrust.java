package ai.llmd.wva.serving.auth;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts the client certificates of the front proxy of now: another one can be put in its place at any time, which ends
 * the trust in the connections of the former too.
 */
public final class FrontProxyTrust implements X509TrustManager {
    private volatile Trusted trusted = new Trusted(FrontProxy.NONE, Optional.empty());

    /** A chain that was verified, so that not every request costs a signature's check. */
    private volatile Optional<Verified> verified = Optional.empty();

    private record Trusted(FrontProxy proxy, Optional<X509TrustManager> manager) {}

    private record Verified(Trusted by, X509Certificate leaf) {}

    /**
     * Whom to trust from now on; the same as before changes nothing.
     *
     * @return whether it is another
     */
    public boolean use(FrontProxy proxy) {
        if (proxy.equals(trusted.proxy())) {
            return false;
        }
        trusted = new Trusted(proxy, manager(proxy));
        return true;
    }

    /** Who asks, where the proxy says so; empty where the request comes from elsewhere. */
    Optional<Caller> caller(HttpServerRequest request) {
        var session = request.connection().sslSession();
        if (session == null) {
            return Optional.empty();
        }
        var now = trusted;
        return chain(session)
                .filter(chain -> verifies(now, chain) && now.proxy().allows(chain[0]))
                .flatMap(chain -> now.proxy().caller(request.headers()));
    }

    private boolean verifies(Trusted now, X509Certificate[] chain) {
        try {
            chain[0].checkValidity();
            var known = verified;
            if (known.isPresent()
                    && known.get().by().equals(now)
                    && known.get().leaf().equals(chain[0])) {
                return true;
            }
            check(now, chain, chain[0].getPublicKey().getAlgorithm());
            verified = Optional.of(new Verified(now, chain[0]));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static Optional<X509Certificate[]> chain(SSLSession session) {
        try {
            Certificate[] shown = session.getPeerCertificates();
            return Optional.of(Stream.of(shown).map(X509Certificate.class::cast).toArray(X509Certificate[]::new))
                    .filter(chain -> chain.length > 0);
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(trusted, chain, authType);
    }

    private static void check(Trusted now, X509Certificate[] chain, String authType) throws CertificateException {
        now.manager()
                .orElseThrow(() -> new CertificateException("no CA for client certificates is known"))
                .checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("for clients only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted.manager().map(X509TrustManager::getAcceptedIssuers).orElseGet(() -> new X509Certificate[0]);
    }

    private static Optional<X509TrustManager> manager(FrontProxy proxy) {
        if (proxy.authorities().isEmpty()) {
            return Optional.empty();
        }
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < proxy.authorities().size(); i++) {
                store.setCertificateEntry(
                        "front-proxy-" + i, proxy.authorities().get(i));
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot use the certificate authorities of the front proxy", e);
        }
    }
}
