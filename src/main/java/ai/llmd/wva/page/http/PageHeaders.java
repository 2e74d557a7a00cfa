package ai.llmd.wva.page.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What every answer tells a browser: nothing comes from elsewhere, and nobody frames the page or guesses a type. */
final class PageHeaders {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private PageHeaders() {}

    /** All of them; what is answered is not stored. */
    static void put(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
