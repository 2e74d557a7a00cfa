package ai.llmd.wva.serving.auth;

import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * The proxy whose word on who asks is taken: the aggregator of the API server. Kubernetes publishes how to know it in
 * the ConfigMap {@code kube-system/extension-apiserver-authentication}.
 *
 * @param authorities of its client certificate; none = no proxy is believed
 * @param allowedNames of its certificate (CN); none = any
 * @param uidHeaders may be empty
 */
public record FrontProxy(
        List<X509Certificate> authorities,
        Set<String> allowedNames,
        List<String> userHeaders,
        List<String> uidHeaders,
        List<String> groupHeaders,
        List<String> extraPrefixes) {

    /** No proxy is believed. */
    public static final FrontProxy NONE =
            new FrontProxy(List.of(), Set.of(), List.of(), List.of(), List.of(), List.of());

    private static final String AUTHENTICATED = "system:authenticated";

    /**
     * Reads the ConfigMap.
     *
     * @throws IllegalArgumentException when an entry cannot be read
     */
    public static FrontProxy read(Map<String, String> data) {
        return new FrontProxy(
                certificates(data.getOrDefault("requestheader-client-ca-file", "")),
                new LinkedHashSet<>(texts(data, "requestheader-allowed-names")),
                texts(data, "requestheader-username-headers"),
                texts(data, "requestheader-uid-headers"),
                texts(data, "requestheader-group-headers"),
                texts(data, "requestheader-extra-headers-prefix"));
    }

    public FrontProxy {
        authorities = List.copyOf(authorities);
        allowedNames = Set.copyOf(allowedNames);
        userHeaders = List.copyOf(userHeaders);
        uidHeaders = List.copyOf(uidHeaders);
        groupHeaders = List.copyOf(groupHeaders);
        extraPrefixes = List.copyOf(extraPrefixes);
    }

    /** Whether a certificate, which an authority has signed, has an allowed name. */
    boolean allows(X509Certificate certificate) {
        return allowedNames.isEmpty()
                || commonName(certificate).map(allowedNames::contains).orElse(false);
    }

    /** Who asks, in the words of the proxy; empty where it does not say. */
    Optional<Caller> caller(MultiMap headers) {
        return first(headers, userHeaders)
                .map(name -> new Caller(name, first(headers, uidHeaders), groups(headers), extra(headers)));
    }

    private List<String> groups(MultiMap headers) {
        var groups = new LinkedHashSet<String>();
        groupHeaders.forEach(header -> groups.addAll(headers.getAll(header)));
        groups.add(AUTHENTICATED);
        return List.copyOf(groups);
    }

    private Map<String, List<String>> extra(MultiMap headers) {
        var extra = new TreeMap<String, List<String>>();
        for (var prefix : extraPrefixes) {
            var start = prefix.toLowerCase(Locale.ROOT);
            for (var name : headers.names()) {
                var lower = name.toLowerCase(Locale.ROOT);
                if (lower.startsWith(start)) {
                    var key = URLDecoder.decode(lower.substring(start.length()), StandardCharsets.UTF_8);
                    extra.computeIfAbsent(key, any -> new ArrayList<>()).addAll(headers.getAll(name));
                }
            }
        }
        return extra;
    }

    private static Optional<String> first(MultiMap headers, List<String> names) {
        return names.stream()
                .map(headers::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static List<String> texts(Map<String, String> data, String key) {
        var text = data.getOrDefault(key, "");
        if (text.isBlank()) {
            return List.of();
        }
        try {
            return new JsonArray(text).stream().map(String.class::cast).toList();
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException(key + " is not a list of strings", e);
        }
    }

    private static List<X509Certificate> certificates(String pem) {
        if (pem.isBlank()) {
            return List.of();
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("requestheader-client-ca-file is not a list of certificates", e);
        }
    }
}
