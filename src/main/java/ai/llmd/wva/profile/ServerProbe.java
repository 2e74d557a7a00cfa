package ai.llmd.wva.profile;

import ai.llmd.wva.config.CollectorConfiguration;
import ai.llmd.wva.metrics.EngineNames;
import ai.llmd.wva.metrics.scrape.PodReader;
import ai.llmd.wva.metrics.scrape.ScrapeOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a server what it serves and how it fares. */
final class ServerProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String BASE = "--url is the address of a vLLM server, such as http://my-vllm:8000";

    private final SweepSettings settings;
    private final EngineNames names;
    private final PodReader pages;
    private final WebClient client;

    ServerProbe(Vertx vertx, SweepSettings settings) {
        this.settings = settings;
        this.names = new EngineNames(settings.metricPrefix());
        this.pages = new PodReader(
                vertx, ScrapeOptions.of(CollectorConfiguration.defaults().sampling(), TIMEOUT));
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout((int) TIMEOUT.toMillis())
                        .setUserAgent("wva"));
    }

    /**
     * A model that is served.
     *
     * @param longest prompt and answer together, in tokens; the largest number where it is not told
     */
    record Served(String model, int longest) {}

    /** The model that is to be measured; fails with an {@link UnfitServerException}. */
    Future<Served> model() {
        var address = settings.resolve("/v1/models");
        return client.getAbs(address.toString())
                .timeout(TIMEOUT.toMillis())
                .send()
                .recover(failure -> Future.failedFuture(new UnfitServerException(
                        "nothing answers at " + address + ": " + failure.getMessage(), failure)))
                .map(response -> chosen(served(response)));
    }

    private List<Served> served(HttpResponse<Buffer> response) {
        var address = settings.resolve("/v1/models");
        if (response.statusCode() != 200) {
            throw new UnfitServerException(address + " answers HTTP " + response.statusCode() + "; " + BASE);
        }
        try {
            var served = new ArrayList<Served>();
            for (var entry : body(response).getJsonArray("data", new JsonArray())) {
                if (entry instanceof JsonObject model && model.getValue("id") instanceof String id) {
                    var longest = model.getInteger("max_model_len");
                    served.add(new Served(id, longest == null ? Integer.MAX_VALUE : longest));
                }
            }
            return served;
        } catch (DecodeException | ClassCastException e) {
            throw new UnfitServerException(address + " does not list models as OpenAI's API does; " + BASE, e);
        }
    }

    /** An empty body lists nothing. */
    private static JsonObject body(HttpResponse<Buffer> response) {
        var body = response.bodyAsJsonObject();
        return body == null ? new JsonObject() : body;
    }

    private Served chosen(List<Served> served) {
        var ids = String.join(", ", served.stream().map(Served::model).toList());
        var wanted = settings.model();
        if (wanted.isEmpty() && served.size() == 1) {
            return served.get(0);
        }
        return wanted.flatMap(id -> served.stream()
                        .filter(model -> id.equals(model.model()))
                        .findFirst())
                .orElseThrow(() -> new UnfitServerException(wanted.map(id -> "the server does not serve '" + id + "'")
                                .orElse("the server serves " + served.size() + " models: choose one by --model")
                        + (served.isEmpty() ? "" : "; it serves " + ids)));
    }

    /** Its metrics now; fails with an {@link UnfitServerException}. */
    Future<EngineReading> read(String model) {
        var address = settings.resolve("/metrics");
        return pages.read(address)
                .recover(failure -> Future.failedFuture(new UnfitServerException(
                        "cannot read " + address + ": " + failure.getMessage() + "; " + BASE, failure)))
                .map(page -> {
                    var reading = EngineReading.of(page, names, model);
                    if (!reading.suffices()) {
                        throw new UnfitServerException(address + " has no " + settings.metricPrefix()
                                + "inter_token_latency_seconds and the like: this is no vLLM, or its metrics have"
                                + " another prefix (--metric-prefix)");
                    }
                    return reading;
                });
    }

    /** Why a server must not be measured now; empty where it may. */
    Optional<String> busy(EngineReading reading) {
        return settings.evenIfBusy() || reading.running() + reading.waiting() == 0
                ? Optional.empty()
                : Optional.of(busy(reading.running(), reading.waiting()));
    }

    /** Why a server must not be measured that has so many requests of others. */
    static String busy(int running, int waiting) {
        return "the server is serving others (" + running + " running, " + waiting
                + " waiting): a sweep would slow them and measure them too. Take a replica out of its Service,"
                + " or accept both with --even-if-busy";
    }

    void close() {
        pages.close();
        client.close();
    }
}
