package ai.llmd.wva.page.http;

import ai.llmd.wva.serving.auth.AccessRule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the page from the class path: {@code /} and {@code /assets/NAME}, where a name has no folder. A browser
 * asks each time whether it has the newest, since another version may answer at the same address.
 */
record StaticFiles(AccessRule access, Map<String, File> kept) implements PageRoute {
    private static final String FOLDER = "page/";
    private static final String INDEX = "index.html";
    private static final String ASSETS = "/assets/";
    private static final String NAME = "name";
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");
    private static final int NOT_MODIFIED = 304;

    /** The chart library as it is packed in its own jar. */
    private static final String LIBRARY = "META-INF/resources/webjars/uplot/1.6.30/dist/";

    private static final List<String> OF_LIBRARY = List.of("uPlot.iife.min.js", "uPlot.min.css");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "json", "application/json",
            "ico", "image/x-icon");

    record File(Buffer bytes, String type, String tag) {}

    static StaticFiles behind(AccessRule access) {
        return new StaticFiles(access, new ConcurrentHashMap<>());
    }

    @Override
    public List<String> paths() {
        return List.of("/", ASSETS + ":" + NAME);
    }

    @Override
    public void answer(RoutingContext request) {
        var name = request.pathParam(NAME);
        var path = name == null ? INDEX : "assets/" + name;
        var extension = path.substring(path.lastIndexOf('.') + 1);
        if ((name != null && !NAMES.matcher(name).matches()) || !TYPES.containsKey(extension)) {
            missing(request);
            return;
        }
        var known = kept.get(path);
        if (known != null) {
            send(request, known);
            return;
        }
        request.vertx()
                .executeBlocking(() -> load(path, TYPES.get(extension)), false)
                .onSuccess(found -> found.ifPresentOrElse(
                        file -> {
                            kept.put(path, file);
                            send(request, file);
                        },
                        () -> missing(request)))
                .onFailure(error -> ApiRoute.fail(request, error));
    }

    private static void missing(RoutingContext request) {
        ApiProblem.notFound("there is no such file").answer(request);
    }

    private static void send(RoutingContext request, File file) {
        var response = request.response();
        PageHeaders.put(response);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, file.tag());
        if (file.tag().equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(NOT_MODIFIED).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, file.type()).end(file.bytes());
        }
    }

    private static Optional<File> load(String path, String type) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        var resource = OF_LIBRARY.contains(name) ? LIBRARY + name : FOLDER + path;
        try (var in = StaticFiles.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            var bytes = in.readAllBytes();
            // weak: the same whether it is sent compressed or not
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
            return Optional.of(new File(Buffer.buffer(bytes), type, "W/\"" + digest + "\""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
