package ai.llmd.wva.page.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.LocalHttp;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.page.EventReader;
import ai.llmd.wva.page.PageFixture;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import io.vertx.junit5.VertxTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every answer of the API is as its OpenAPI document says, on a leader, on a standby, and while it starts. */
@VertxTest
class OpenApiTest {
    private static final String PLAN = "/api/v1/plan";
    private static final String PATHS = "paths";

    private final PageFixture page = new PageFixture();
    private final LocalHttp http = LocalHttp.plain();
    private final Set<String> seen = new TreeSet<>();
    private PageServing serving;
    private JsonObject document;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        serving = PageServing.open(vertx, page, PageAccess.local(Set.of()));
        document = new JsonObject(http.get(uri("/api/v1/openapi.json")).body());
    }

    @AfterEach
    void close() throws Exception {
        serving.close();
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + serving.port() + path);
    }

    private void get(String template, String query, int status) {
        var path = template.replace("{namespace}", Fleets.SAMPLE.namespace())
                .replace("{name}", status == 404 ? "none" : Fleets.SAMPLE.name());
        check(template, "get", http.get(uri(path + query)), status);
    }

    private void post(String body, int status) {
        var answer = http.send(
                "POST", uri(PLAN), Map.of("Content-Type", status == 415 ? "text/plain" : "application/json"), body);
        check(PLAN, "post", answer, status);
    }

    private void check(String template, String method, HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(template + " " + answer.body()).isEqualTo(status);
        var content = document.getJsonObject(PATHS)
                .getJsonObject(template)
                .getJsonObject(method)
                .getJsonObject("responses")
                .getJsonObject(String.valueOf(status))
                .getJsonObject("content");
        var type = answer.headers().firstValue("content-type").orElseThrow();
        assertThat(content.fieldNames()).as(template).containsExactly(type);
        assertValid(content.getJsonObject(type).getJsonObject("schema"), new JsonObject(answer.body()));
        seen.add(template + " " + status);
    }

    /** References lead into the document, so it goes along as definitions. */
    private void assertValid(JsonObject schema, JsonObject value) {
        var whole = new JsonObject(schema.encode().replace("#/components/schemas/", "#/$defs/"))
                .put(
                        "$defs",
                        new JsonObject(document.getJsonObject("components")
                                .getJsonObject("schemas")
                                .encode()
                                .replace("#/components/schemas/", "#/$defs/")));
        var options = new JsonSchemaOptions()
                .setBaseUri("http://localhost")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic);
        var result = Validator.create(JsonSchema.of(whole), options).validate(value);
        assertThat(result.getValid())
                .as(() -> result.getErrors() + " in " + value.encodePrettily())
                .isTrue();
    }

    private void checkAll() {
        get("/api/v1/fleet", "", 200);
        get("/api/v1/decisions", "", 200);
        get("/api/v1/openapi.json", "", 200);
    }

    @Test
    void everyAnswerIsAsTheDocumentSays() {
        page.leading.set(false);
        checkAll();
        var fleet = Fleets.fleet(Fleets.sample());
        page.leader.set(Optional.of("wva-1"));
        page.statuses.put(
                Fleets.SAMPLE,
                PageFixture.status(
                        "uid-" + Fleets.SAMPLE.name(), 3, "OptimizationReady", "False", "MetricsUnavailable"));
        page.state.declared(fleet, page.clock.instant());
        checkAll();
        get("/api/v1/variants/{namespace}/{name}", "", 200);
        post("{\"changes\": [" + change("\"loadFactor\": 2") + "]}", 409);

        page.leading.set(true);
        for (int requestsPerMinute : new int[] {240, 0, 480}) {
            page.state.planned(page.cycle(fleet, requestsPerMinute), page.clock.instant());
            page.clock.advance(Duration.ofMinutes(1));
            checkAll();
            get("/api/v1/variants/{namespace}/{name}", "", 200);
            post("{\"changes\": [" + change("\"loadFactor\": 2, \"itlMillis\": 22") + "]}", 200);
        }
        var unknown = new Measurement.Unknown(Measurement.Cause.ABSENT, "no series");
        page.state.planned(page.cycle(Fleets.observation(9, fleet, unknown)), page.clock.instant());
        checkAll();
        get("/api/v1/variants/{namespace}/{name}", "", 200);

        get("/api/v1/fleet", "?limit=x", 400);
        get("/api/v1/decisions", "?since=x", 400);
        get("/api/v1/events", "?x=1", 400);
        get("/api/v1/openapi.json", "?x=1", 400);
        get("/api/v1/variants/{namespace}/{name}", "?x=1", 400);
        get("/api/v1/variants/{namespace}/{name}", "", 404);
        post("{}", 400);
        post("{\"changes\": [" + change("\"loadFactor\": 2").replace(Fleets.SAMPLE.name(), "none") + "]}", 404);
        post(" ".repeat(70_000), 413);
        post("{}", 415);
        assertThat(seen).isEqualTo(promised());
    }

    private static String change(String keys) {
        return "{\"namespace\": \"%s\", \"name\": \"%s\", %s}"
                .formatted(Fleets.SAMPLE.namespace(), Fleets.SAMPLE.name(), keys);
    }

    /** All answers of the document but those that depend on who asks, and the stream. */
    private Set<String> promised() {
        var promised = new TreeSet<String>();
        var paths = document.getJsonObject(PATHS);
        for (var path : paths.fieldNames()) {
            var operations = paths.getJsonObject(path);
            operations
                    .fieldNames()
                    .forEach(method -> operations
                            .getJsonObject(method)
                            .getJsonObject("responses")
                            .fieldNames()
                            .forEach(status -> promised.add(path + " " + status)));
        }
        promised.removeIf(one -> one.endsWith(" 401") || one.endsWith(" 403") || one.endsWith(" 503"));
        promised.remove("/api/v1/events 200");
        return promised;
    }

    @Test
    void theDocumentNamesTheEnumsAsTheyAre() {
        assertThat(values("Outcome")).isEqualTo(names(Outcome.values()));
        assertThat(values("Constraint")).isEqualTo(names(Constraint.values()));
    }

    private JsonArray values(String schema) {
        return document.getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(schema)
                .getJsonArray("enum");
    }

    private static JsonArray names(Enum<?>[] values) {
        return new JsonArray(Stream.of(values).map(Enum::name).toList());
    }

    @Test
    void theDataOfEventsIsAsTheDocumentSays() throws Exception {
        var schemas = document.getJsonObject("components").getJsonObject("schemas");
        page.state.declared(Fleets.fleet(Fleets.sample()), page.clock.instant());
        page.state.planned(page.cycle(Fleets.fleet(Fleets.sample()), 240), page.clock.instant());
        assertValid(
                schemas.getJsonObject("Change"),
                new JsonObject(new String(
                        page.state.change(page.clock.instant(), true).orElseThrow(), StandardCharsets.UTF_8)));
        try (var events = new EventReader(serving.port())) {
            assertValid(schemas.getJsonObject("Fleet"), events.next("fleet").data());
        }
    }
}
