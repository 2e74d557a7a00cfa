package ai.llmd.wva.metrics.prometheus;

import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.VertxException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in words what a failed exchange with Prometheus means, and what to set. */
final class FailureText {
    private FailureText() {}

    /** The failure of an attempt, its message to follow the URL's host. */
    static QueryFailure of(Throwable failure, Access access, String timeout) {
        var endpoint = access.endpoint();
        if (failure instanceof QueryFailure query) {
            return query;
        }
        if (caused(failure, CertificateExpiredException.class).isPresent()
                || caused(failure, CertificateNotYetValidException.class).isPresent()) {
            return QueryFailure.lasting("has a certificate that is expired or not yet valid");
        }
        if (caused(failure, CertPathBuilderException.class).isPresent()) {
            return QueryFailure.lasting("has a certificate that is not signed by "
                    + endpoint.ca()
                            .map(ca -> "the CA in " + ca.path() + " (PROMETHEUS_CA_CERT_PATH)")
                            .orElse("a CA of this system: set its CA in PROMETHEUS_CA_CERT_PATH"));
        }
        var certificate = caused(failure, CertificateException.class);
        if (certificate.isPresent()) {
            return nameOr(certificate.get(), endpoint);
        }
        if (caused(failure, NotSslRecordException.class).isPresent()) {
            return QueryFailure.lasting("does not speak TLS on port " + endpoint.port());
        }
        if (caused(failure, SSLException.class).isPresent()) {
            return tls(innermost(failure), endpoint);
        }
        if (caused(failure, TimeoutException.class).isPresent()) {
            return QueryFailure.passing("did not answer within " + timeout);
        }
        if (caused(failure, UnknownHostException.class).isPresent()) {
            return QueryFailure.passing("has no address in DNS");
        }
        if (caused(failure, NoRouteToHostException.class).isPresent()) {
            return QueryFailure.passing("cannot be reached: no route to host");
        }
        if (caused(failure, ConnectException.class).isPresent()) {
            return QueryFailure.passing("refused the connection on port " + endpoint.port());
        }
        return QueryFailure.passing("did not answer: " + describe(failure));
    }

    private static QueryFailure nameOr(CertificateException certificate, PrometheusEndpoint endpoint) {
        var message = String.valueOf(certificate.getMessage());
        var aboutNames = message.contains("subject alternative") || message.contains("No name matching");
        return QueryFailure.lasting(
                aboutNames
                        ? "has a certificate that is not for the name " + endpoint.verifiedName()
                                + ": set PROMETHEUS_SERVER_NAME to a name in the certificate"
                        : "has a certificate that was not accepted: " + message);
    }

    private static QueryFailure tls(Throwable tls, PrometheusEndpoint endpoint) {
        var message = String.valueOf(tls.getMessage());
        var lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("fatal alert") && (lower.contains("cert") || lower.contains("unknown_ca"))) {
            return QueryFailure.lasting("refused "
                    + endpoint.clientCertificate()
                            .map(file -> "the client certificate in " + file.path())
                            .orElse("a client without certificate: set PROMETHEUS_CLIENT_CERT_PATH and"
                                    + " PROMETHEUS_CLIENT_KEY_PATH")
                    + " (" + message + ")");
        }
        return QueryFailure.passing("broke the TLS handshake: " + message);
    }

    private static String describe(Throwable failure) {
        return failure instanceof VertxException && failure.getMessage() != null
                ? failure.getMessage()
                : failure.toString();
    }

    private static Throwable innermost(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static <T extends Throwable> Optional<T> caused(Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
