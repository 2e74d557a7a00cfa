package ai.llmd.wva.cli;

import ai.llmd.wva.config.Configuration;
import ai.llmd.wva.config.ControllerConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where {@code top} and {@code explain} look. */
final class PageOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "URL of a controller's live page. Without it, the resources and their status are"
                    + " read with the kubeconfig.")
    String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A bearer token for --url, if the page requires one.")
    Path tokenFile;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Shows the variants of this namespace only.")
    String namespace;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "A kubeconfig. Default: KUBECONFIG, ~/.kube/config, or the pod's own" + " credentials.")
    Optional<Path> kubeconfig = Optional.empty();

    /** The place that is named. */
    ShownFleet open(Map<String, String> environment) throws InterruptedException {
        if (url != null) {
            return new ControllerPage(uri(), token());
        }
        if (tokenFile != null) {
            throw new UsageException(List.of("--token-file goes with --url only"));
        }
        return StatusPage.read(this, environment);
    }

    /** The controller's own where it is not said otherwise. */
    Configuration configuration() {
        var defaults = Configuration.defaults();
        return namespace == null
                ? defaults
                : defaults.withController(
                        new ControllerConfiguration(defaults.controller().namespace(), List.of(namespace)));
    }

    private URI uri() {
        try {
            var uri = new URI(url.strip());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new UsageException(List.of("--url: '" + url + "' is no URL such as http://localhost:8082"));
    }

    private Optional<String> token() {
        if (tokenFile == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Files.readString(tokenFile, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UsageException(List.of("--token-file: " + tokenFile + " cannot be read"));
        }
    }
}
