package ai.llmd.wva.serving.tls;

import ai.llmd.wva.config.HttpsConfiguration;
import ai.llmd.wva.config.KedaConfiguration;
import ai.llmd.wva.config.PageConfiguration;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a port speaks TLS: when it opens, and when its certificate is exchanged. */
public final class TlsOptions {
    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    /** Requests at a time on one HTTP/2 connection. */
    private static final int HTTP2_STREAMS = 16;

    /** Calls at a time on one connection of gRPC beside those that last. */
    private static final int UNARY_CALLS = 128;

    private TlsOptions() {}

    /** For a port that opens. */
    public static HttpServerOptions server(HttpsConfiguration https, KeyCertOptions certificate) {
        return new HttpServerOptions()
                .setHost(https.host())
                .setPort(https.port())
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(certificate)
                .setEnabledSecureTransportProtocols(versions(https.minTls()))
                .setMaxHeaderSize(https.maxHeaderSize())
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(HTTP2_STREAMS)
                        .setMaxHeaderListSize(https.maxHeaderSize()))
                .setCompressionSupported(true);
    }

    /** For one that is open. */
    public static ServerSSLOptions exchange(HttpsConfiguration https, KeyCertOptions certificate) {
        return new ServerSSLOptions()
                .setKeyCertOptions(certificate)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(versions(https.minTls()));
    }

    /** For the page on the loopback address, without TLS. */
    public static HttpServerOptions plain(PageConfiguration page, HttpsConfiguration https) {
        return new HttpServerOptions()
                .setHost(page.host())
                .setPort(page.port())
                // an answer that ends with the request's body would be lost while the connection is upgraded
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(https.maxHeaderSize())
                .setCompressionSupported(true);
    }

    /** For the port of gRPC, without TLS. */
    public static HttpServerOptions plain(KedaConfiguration keda, HttpsConfiguration https) {
        return new HttpServerOptions()
                .setHost(keda.host())
                .setPort(keda.port())
                .setMaxHeaderSize(https.maxHeaderSize())
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(keda.maxStreams() + UNARY_CALLS)
                        .setMaxHeaderListSize(https.maxHeaderSize()));
    }

    /** For the port of gRPC, with TLS; where there is an authority, for callers with a certificate of it only. */
    public static HttpServerOptions server(
            KedaConfiguration keda,
            HttpsConfiguration https,
            KeyCertOptions certificate,
            Optional<? extends TrustOptions> callers) {
        var options = plain(keda, https)
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(certificate)
                .setEnabledSecureTransportProtocols(versions(https.minTls()));
        callers.ifPresent(
                authority -> options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(authority));
        return options;
    }

    /** For a port of gRPC that is open. */
    public static ServerSSLOptions exchange(
            HttpsConfiguration https, KeyCertOptions certificate, Optional<? extends TrustOptions> callers) {
        var options = exchange(https, certificate);
        callers.ifPresent(
                authority -> options.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(authority));
        return options;
    }

    /** The same, which asks clients for a certificate; one without is not turned away for it. */
    public static HttpServerOptions asking(HttpServerOptions options, TrustOptions clients) {
        return options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(clients);
    }

    /** Likewise. */
    public static ServerSSLOptions asking(ServerSSLOptions options, TrustOptions clients) {
        return options.setClientAuth(ClientAuth.REQUEST).setTrustOptions(clients);
    }

    private static Set<String> versions(String oldest) {
        return new LinkedHashSet<>(VERSIONS.subList(VERSIONS.indexOf(oldest), VERSIONS.size()));
    }
}
