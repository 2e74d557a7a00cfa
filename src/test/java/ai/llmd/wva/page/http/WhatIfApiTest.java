package ai.llmd.wva.page.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.LocalHttp;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.PageFixture;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans with changed inputs, asked for over a real socket. */
@VertxTest
class WhatIfApiTest {
    private static final VariantId FIRST = new VariantId("team", "v00000");
    private static final Fleet FLEET = PageFixture.fleetOf(3);

    private final PageFixture page = new PageFixture();
    private PageServing serving;

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        serving = PageServing.open(vertx, page, PageAccess.local(Set.of()));
    }

    @AfterEach
    void close() throws Exception {
        serving.close();
    }

    private void plan() {
        page.state.declared(FLEET, page.clock.instant());
        page.state.planned(page.cycle(FLEET, 240), page.clock.instant());
    }

    private HttpResponse<String> post(String body) {
        return post(body, "application/json");
    }

    private HttpResponse<String> post(String body, String type) {
        var uri = URI.create("http://localhost:" + serving.port() + "/api/v1/plan");
        return LocalHttp.plain().send("POST", uri, Map.of("Content-Type", type), body.replace('\'', '"'));
    }

    private static String changing(String keys) {
        return "{'changes': [{'namespace': 'team', 'name': 'v00000', " + keys + "}]}";
    }

    private JsonObject planned(String keys) {
        var answer = post(changing(keys));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static int replicas(JsonObject plan, String when) {
        return plan.getJsonArray("variants")
                .getJsonObject(0)
                .getJsonObject(when)
                .getInteger("replicas");
    }

    @Test
    void withoutAChangeItIsThePlanThatWasMade() {
        plan();
        var plan = planned("'loadFactor': 1");
        assertThat(plan.getInteger("cycle")).isEqualTo(1);
        assertThat(plan.getJsonArray("variants")).hasSize(1);
        var variant = plan.getJsonArray("variants").getJsonObject(0);
        assertThat(variant.getJsonObject("after")).isEqualTo(variant.getJsonObject("before"));
        assertThat(plan.getJsonObject("costCentsPerHour").getDouble("after"))
                .isEqualTo(plan.getJsonObject("costCentsPerHour").getDouble("before"));
    }

    @Test
    void moreLoadTakesMoreReplicasAndLessTakesFewer() {
        plan();
        var twice = planned("'loadFactor': 2");
        assertThat(replicas(twice, "after")).isGreaterThan(replicas(twice, "before"));
        assertThat(replicas(planned("'arrivalPerSecond': 8"), "after")).isEqualTo(replicas(twice, "after"));
        assertThat(replicas(planned("'loadFactor': 0.25"), "after")).isLessThan(replicas(twice, "before"));
        assertThat(replicas(planned("'arrivalPerSecond': 0"), "after")).isEqualTo(1);
        assertThat(twice.getJsonObject("costCentsPerHour").getDouble("after"))
                .isGreaterThan(twice.getJsonObject("costCentsPerHour").getDouble("before"));
        assertThat(twice.getJsonArray("variants")).hasSize(1);
    }

    @Test
    void aTighterTargetTakesMoreReplicas() {
        plan();
        var tight = planned("'itlMillis': 21.5");
        assertThat(replicas(tight, "after")).isGreaterThan(replicas(tight, "before"));
        var variant = tight.getJsonArray("variants").getJsonObject(0);
        assertThat(variant.getString("reason")).contains("21.50");
        assertThat(variant.getJsonObject("after").getDouble("itlMillis")).isLessThanOrEqualTo(21.5);
    }

    @Test
    void anotherPriceChangesTheCostOfAllThatRunOnTheAccelerator() {
        plan();
        var costs = planned("'costCentsPerHour': 80").getJsonObject("costCentsPerHour");
        assertThat(costs.getDouble("after")).isEqualTo(2 * costs.getDouble("before"));
    }

    @Test
    void nothingOfItIsRemembered() {
        plan();
        var before = page.state.ownPlan().orElseThrow();
        planned("'loadFactor': 10");
        assertThat(page.state.ownPlan()).containsSame(before);
        var next = page.cycle(FLEET, 240).plan();
        assertThat(next.decisions().get(FIRST).desiredReplicas())
                .isEqualTo(before.plan().decisions().get(FIRST).desiredReplicas());
    }

    @Test
    void anUnknownLoadCanBeSetAndNotMultiplied() {
        var unknown = new Measurement.Unknown(Measurement.Cause.ABSENT, "no series");
        page.state.declared(FLEET, page.clock.instant());
        page.state.planned(page.cycle(FLEET, 240), page.clock.instant());
        page.state.planned(page.cycle(Fleets.observation(2, FLEET, unknown)), page.clock.instant());
        var refused = post(changing("'loadFactor': 2"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("is not known", "give arrivalPerSecond instead");
        assertThat(replicas(planned("'arrivalPerSecond': 30"), "after")).isGreaterThan(10);
    }

    @Test
    void aStandbyAndALeaderWithoutAPlanSaySo() {
        page.state.declared(FLEET, page.clock.instant());
        assertThat(post(changing("'loadFactor': 2")).statusCode()).isEqualTo(409);
        plan();
        assertThat(post(changing("'loadFactor': 2")).statusCode()).isEqualTo(200);
        page.leading.set(false);
        var refused = post(changing("'loadFactor': 2"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("does not lead");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"changes\": NaN}                                        | not JSON",
                "{\"changes\":                                             | not JSON",
                "[]                                                        | the body must be an object",
                "7                                                         | the body must be an object",
                "null                                                      | the body must be an object",
                "{}                                                        | changes must be a list of 1 to 100",
                "{'changes': []}                                           | changes must be a list of 1 to 100",
                "{'changes': {}}                                           | changes must be a list",
                "{'changes': [1]}                                          | changes[0] must be an object",
                "{'changes': [null]}                                       | changes[0] must be an object",
                "{'changes': [{}]}                                         | changes[0].namespace must be a text",
                "{'changes': [{'namespace': 1, 'name': 'a'}]}              | changes[0].namespace must be a text",
                "{'changes': [{'namespace': 'a', 'name': 'b'}]}            | changes[0] changes nothing",
                "{'changes': [{'namespace': 'a', 'name': 'b', 'x': 1}]}    | unknown key 'x'",
                "{'changes': [], 'dryRun': true}                           | the body has the unknown key 'dryRun'"
            })
    void aBodyThatCannotBeMeantIsAProblem(String body, String words) {
        plan();
        assertProblem(post(body), 400, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-1", "-0.5", "1e400", "1e10", "'1'", "null", "true", "[]", "Infinity"})
    void aNumberThatCannotBeMeantIsAProblem(String number) {
        plan();
        for (var key : new String[] {"loadFactor", "arrivalPerSecond", "ttftMillis", "itlMillis", "costCentsPerHour"}) {
            assertProblem(post(changing("'" + key + "': " + number)), 400, "");
        }
    }

    @Test
    void contradictionsUnknownVariantsAndOtherTypesAreProblems() {
        plan();
        assertProblem(post(changing("'loadFactor': 1, 'arrivalPerSecond': 1")), 400, "has both");
        var twice = "{'namespace': 'team', 'name': 'v00000', 'loadFactor': 1}";
        assertProblem(post("{'changes': [" + twice + ", " + twice + "]}"), 400, "team/v00000 again");
        assertProblem(post(changing("'loadFactor': 1").replace("v00000", "none")), 404, "no variant team/none");
        assertProblem(post(changing("'loadFactor': 1"), "text/plain"), 415, "application/json");
        var many = IntStream.range(0, 101)
                .mapToObj(i -> "{'namespace': 'team', 'name': 'v" + i + "', 'loadFactor': 1}")
                .collect(Collectors.joining(","));
        assertProblem(post("{'changes': [" + many + "]}"), 400, "1 to 100");
        assertProblem(post("{'changes': [" + " ".repeat(70_000) + "]}"), 413, "65536 bytes");
    }

    @Test
    void absurdNumbersWithinTheRangeArePlanned() {
        plan();
        for (var keys : new String[] {
            "'arrivalPerSecond': 1e9",
            "'loadFactor': 1e9",
            "'itlMillis': 1e-9",
            "'ttftMillis': 0",
            "'itlMillis': 1e9",
            "'costCentsPerHour': 0"
        }) {
            assertThat(post(changing(keys)).statusCode()).as(keys).isEqualTo(200);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(words);
    }
}
