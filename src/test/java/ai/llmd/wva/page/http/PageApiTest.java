package ai.llmd.wva.page.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.LocalHttp;
import ai.llmd.wva.fixture.RawHttp;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.PageFixture;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over real sockets, with what a real policy planned. */
@VertxTest
class PageApiTest {
    private static final VariantId SAMPLE = Fleets.SAMPLE;
    private static final String FLEET = "/api/v1/fleet";

    private final PageFixture page = new PageFixture();
    private final LocalHttp http = LocalHttp.plain();
    private PageServing serving;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        serving = PageServing.open(vertx, page, PageAccess.local(Set.of("wva.example.com")));
    }

    @AfterEach
    void close() throws Exception {
        serving.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + serving.port() + path);
    }

    private HttpResponse<String> get(String path) {
        return http.get(uri(path));
    }

    private JsonObject json(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        return new JsonObject(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        var problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotEmpty();
        assertThat(problem.getString("detail")).contains(words);
    }

    private void plan(double requestsPerMinute) {
        var fleet = Fleets.fleet(Fleets.sample());
        page.state.declared(fleet, page.clock.instant());
        page.state.planned(page.cycle(fleet, requestsPerMinute), page.clock.instant());
    }

    @Test
    void aLeaderShowsWhatItPlanned() {
        plan(240);
        var fleet = json(FLEET);

        var controller = fleet.getJsonObject("controller");
        assertThat(controller.getString("role")).isEqualTo("leader");
        assertThat(controller.getString("leader")).isEqualTo(PageFixture.IDENTITY);
        assertThat(controller.getInteger("cycle")).isEqualTo(1);
        assertThat(controller.getString("now")).isEqualTo("2026-11-24T12:00:00Z");
        var row = fleet.getJsonArray("variants").getJsonObject(0);
        assertThat(row.getString("outcome")).isEqualTo("OPTIMIZED");
        assertThat(row.getString("serviceClass")).isEqualTo("Premium");
        var replicas = row.getJsonObject("replicas");
        assertThat(replicas.getInteger("current")).isEqualTo(1);
        assertThat(replicas.getInteger("desired")).isGreaterThan(1);
        assertThat(replicas.getInteger("min")).isEqualTo(1);
        assertThat(replicas.containsKey("max")).isFalse();
        var load = row.getJsonObject("load");
        assertThat(load.getDouble("arrivalPerSecond")).isEqualTo(4);
        assertThat(load.getDouble("plannedPerSecond")).isGreaterThanOrEqualTo(4);
        assertThat(load.getDouble("replicaPerSecond")).isPositive();
        assertThat(row.getJsonObject("itl").getDouble("targetMillis")).isEqualTo(24);
        assertThat(row.getJsonObject("itl").getDouble("measuredMillis")).isEqualTo(21);
        assertThat(row.getJsonObject("itl").getDouble("predictedMillis")).isBetween(20.0, 24.0);
        assertThat(row.getDouble("costCentsPerHour")).isEqualTo(40);
        assertThat(row.getJsonArray("spark")).isEqualTo(new JsonArray().add(4));
        assertThat(fleet.getJsonObject("totals").getDouble("desiredCostCentsPerHour"))
                .isEqualTo(40.0 * replicas.getInteger("desired"));
    }

    @Test
    void aStandbyShowsWhatStatusSaysAndWhoLeads() {
        page.leading.set(false);
        page.leader.set(Optional.of("wva-1"));
        page.statuses.put(
                SAMPLE,
                PageFixture.status("uid-" + SAMPLE.name(), 3, "OptimizationReady", "False", "MetricsUnavailable"));
        page.state.declared(Fleets.fleet(Fleets.sample()), page.clock.instant());
        var fleet = json(FLEET);

        assertThat(fleet.getJsonObject("controller").getString("role")).isEqualTo("standby");
        assertThat(fleet.getJsonObject("controller").getString("leader")).isEqualTo("wva-1");
        assertThat(fleet.getJsonObject("controller").containsKey("cycle")).isFalse();
        var row = fleet.getJsonArray("variants").getJsonObject(0);
        assertThat(row.getString("outcome")).isEqualTo("HELD");
        assertThat(row.getString("constraint")).isEqualTo("ITL");
        assertThat(row.getString("reason")).isEqualTo("because");
        assertThat(row.getJsonObject("replicas").getInteger("desired")).isEqualTo(3);
        assertThat(row.getJsonObject("load").getDouble("arrivalPerSecond")).isEqualTo(1.5);
        assertThat(row.getJsonObject("worst").getString("reason")).isEqualTo("MetricsUnavailable");
        assertThat(json("/api/v1/variants/" + SAMPLE).getJsonArray("explanation"))
                .isEqualTo(new JsonArray(List.of("because", "decided by: inter-token latency", "changes at: more")));
    }

    @Test
    void whoLeadsNoMoreDoesNotShowItsFormerPlan() {
        plan(240);
        page.leading.set(false);
        var fleet = json(FLEET);
        assertThat(fleet.getJsonObject("controller").getString("role")).isEqualTo("standby");
        assertThat(fleet.getJsonArray("variants").getJsonObject(0).getString("outcome"))
                .isNull();
        page.leading.set(true);
        assertThat(json(FLEET).getJsonObject("controller").containsKey("cycle")).isFalse();
    }

    @Test
    void beforeAnythingIsDeclaredItIsStarting() {
        page.leading.set(false);
        var fleet = json(FLEET);
        assertThat(fleet.getJsonObject("controller").getString("role")).isEqualTo("starting");
        assertThat(fleet.getJsonArray("variants")).isEmpty();
    }

    @Test
    void aStatusOfAFormerResourceOfTheNameCountsForNothing() {
        page.leading.set(false);
        page.statuses.put(SAMPLE, PageFixture.status("other", 3, "TargetResolved", "False", "TargetNotFound"));
        page.state.declared(Fleets.fleet(Fleets.sample()), page.clock.instant());
        var row = json(FLEET).getJsonArray("variants").getJsonObject(0);
        assertThat(row.getJsonObject("replicas").containsKey("desired")).isFalse();
        assertThat(row.containsKey("worst")).isFalse();
    }

    @Test
    void replicasOnTheirWayNeedAttentionOnlyWhenTheyTakeLong() {
        page.statuses.put(
                SAMPLE, PageFixture.status("uid-" + SAMPLE.name(), 3, "DesiredReached", "False", "PodsPending"));
        plan(240);
        assertThat(json(FLEET).getJsonObject("totals").getInteger("withProblems"))
                .isZero();
        page.clock.advance(Duration.ofMinutes(11));
        assertThat(json(FLEET).getJsonObject("totals").getInteger("withProblems"))
                .isEqualTo(1);
    }

    @Test
    void theFleetComesInPages() {
        page.state.declared(PageFixture.fleetOf(5), page.clock.instant());
        var first = json(FLEET + "?limit=2");
        assertThat(names(first)).containsExactly("v00000", "v00001");
        var second = json(FLEET + "?limit=2&after=" + first.getString("next"));
        assertThat(names(second)).containsExactly("v00002", "v00003");
        var last = json(FLEET + "?limit=2&after=" + second.getString("next"));
        assertThat(names(last)).containsExactly("v00004");
        assertThat(last.containsKey("next")).isFalse();
        assertThat(first.getJsonObject("totals").getInteger("variants")).isEqualTo(5);
    }

    private static List<String> names(JsonObject fleet) {
        var rows = fleet.getJsonArray("variants");
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.getJsonObject(i).getString("name"))
                .toList();
    }

    @Test
    void aVariantTellsItsHistoryItsProfileAndItsDecisions() {
        plan(240);
        page.clock.advance(Duration.ofMinutes(1));
        plan(480);
        var variant = json("/api/v1/variants/" + SAMPLE);

        assertThat(variant.getJsonObject("row").getString("name")).isEqualTo(SAMPLE.name());
        assertThat(variant.getJsonArray("explanation").getString(0)).contains("480.00 requests/min");
        assertThat(variant.getJsonObject("profile").getJsonObject("declared").getDouble("alpha"))
                .isEqualTo(20.58);
        var history = variant.getJsonObject("history");
        assertThat(history.getInteger("stepSeconds")).isEqualTo(15);
        assertThat(history.getJsonArray("t")).hasSize(5);
        assertThat(history.getJsonArray("arrivalPerSecond")).isEqualTo(new JsonArray(List.of(4, 4, 4, 4, 8)));
        assertThat(history.getJsonArray("current")).hasSize(5);
        assertThat(history.getDouble("itlTargetMillis")).isEqualTo(24);
        var decisions = variant.getJsonArray("decisions");
        assertThat(decisions).hasSize(2);
        assertThat(decisions.getJsonObject(0).getInteger("from"))
                .isEqualTo(decisions.getJsonObject(1).getInteger("to"));

        var since = decisions.getJsonObject(1).getLong("id");
        var later = json("/api/v1/decisions?since=" + since + "&namespace=" + SAMPLE.namespace());
        assertThat(later.getJsonArray("decisions")).hasSize(1);
        assertThat(later.getLong("next")).isEqualTo(decisions.getJsonObject(0).getLong("id"));
        var newest = json("/api/v1/decisions?limit=1").getJsonArray("decisions");
        assertThat(newest.getJsonObject(0).getLong("id"))
                .isEqualTo(decisions.getJsonObject(0).getLong("id"));
        assertThat(json("/api/v1/decisions?name=other").getJsonArray("decisions"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/fleet?limit=0        | limit must be a whole number from 1 to 1000",
                "/api/v1/fleet?limit=1001     | limit must be a whole number from 1 to 1000",
                "/api/v1/fleet?limit=NaN      | limit must be",
                "/api/v1/fleet?limit=1&limit=2| more than once",
                "/api/v1/fleet?after=name     | after must be NAMESPACE/NAME",
                "/api/v1/fleet?after=a/       | after must be NAMESPACE/NAME",
                "/api/v1/fleet?sort=name      | there is no parameter 'sort'; there are limit, after",
                "/api/v1/decisions?since=-1   | since must be a whole number",
                "/api/v1/decisions?since=1e3  | since must be a whole number",
                "/api/v1/decisions?limit=501  | limit must be a whole number from 1 to 500",
                "/api/v1/decisions?name=      | name must not be empty",
                "/api/v1/events?x=1           | there is no parameter 'x'"
            })
    void aQueryThatCannotBeMeantIsAProblem(String path, String words) {
        assertProblem(get(path), 400, words);
    }

    @Test
    void whatIsNotThereIsAProblem() {
        plan(240);
        assertProblem(get("/api/v1/variants/llm-d-sim/none"), 404, "there is no variant llm-d-sim/none");
        assertProblem(get("/api/v1/variants/only"), 404, "/api/v1/openapi.json");
        assertProblem(get("/api/v1/nothing"), 404, "/api/v1/openapi.json");
        assertProblem(get("/assets/none.js"), 404, "no such file");
        assertProblem(get("/assets/..%2findex.html"), 404, "no such file");
        assertProblem(get("/assets/%2e%2e/index.html"), 404, "");
        assertProblem(http.send("POST", uri(FLEET), Map.of(), "{}"), 405, "answers GET only");
        assertProblem(http.send("DELETE", uri("/api/v1/variants/" + SAMPLE), Map.of(), ""), 405, "GET only");
        assertProblem(http.get(uri("/api/v1/plan")), 405, "answers POST only");
    }

    @Test
    void everyAnswerForbidsWhatThePageDoesNotNeed() {
        for (var path : List.of(FLEET, "/api/v1/nothing", "/")) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
                    .endsWith("frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cache-Control").orElse("")).containsAnyOf("no-store", "no-cache");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1:1234, 200",
        "[::1]:80, 200",
        "LOCALHOST:8082, 200",
        "wva.example.com, 200",
        "evil.example.com, 403",
        "localhost.evil.example.com:8082, 403",
        "127.0.0.1.nip.io, 403"
    })
    void onlyNamesOfThisMachineAreAnswered(String host, int status) throws Exception {
        try (var raw = RawHttp.plain(serving.port())) {
            raw.send("GET " + FLEET + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertThat(raw.readStatus()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void scriptsOfOtherSitesAreRefusedAndLinksAreNot(String site) {
        var script = Map.of("Sec-Fetch-Site", site, "Sec-Fetch-Mode", "no-cors");
        assertProblem(http.get(uri(FLEET), script), 403, "another site");
        var link = Map.of("Sec-Fetch-Site", site, "Sec-Fetch-Mode", "navigate");
        assertThat(http.get(uri(FLEET), link).statusCode()).isEqualTo(200);
        assertProblem(http.send("POST", uri("/api/v1/plan"), link, "{}"), 403, "another site");
        assertProblem(http.get(uri(FLEET), Map.of("Origin", "http://evil.example.com")), 403, "another site");
        assertThat(http.get(uri(FLEET), Map.of("Sec-Fetch-Site", "same-origin")).statusCode())
                .isEqualTo(200);
    }
}
