package ai.llmd.wva.config;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.Words;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Headers and parameters that a file adds to every query. */
class CollectorAdditionsTest {
    @Test
    void namesAndValuesAreTheUsersOwn() {
        var collector = Configurations.collector("'headers': {'X-Scope-OrgID': ' team-a '},"
                + " 'queryParameters': {'namespace': 'llm d', 'extra_filters[]': '{a=1}', 'empty': ''}");
        assertThat(collector.headers()).isEqualTo(Map.of("X-Scope-OrgID", new HiddenText("team-a")));
        assertThat(collector.queryParameters())
                .isEqualTo(Map.of(
                        "namespace",
                        new HiddenText("llm d"),
                        "extra_filters[]",
                        new HiddenText("{a=1}"),
                        "empty",
                        new HiddenText("")));
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithoutAValue() {
        var read = ConfigurationReader.read("""
            {"collector": {
              "headers": {"Authorization": "s3cret", "host": "s3cret", "X Y": "s3cret", "X-A": "s3\\ncret", "X-B": ["s3cret"]},
              "queryParameters": {"query": "s3cret", "a": 33, "": "s3cret"},
              "maxUrlBytes": 100}}
            """);
        assertThat(read)
                .isInstanceOfSatisfying(
                        ConfigurationReader.Faulty.class,
                        faulty -> assertThat(Words.of(faulty.problems()))
                                .containsExactly(
                                        "collector.headers.Authorization: is set by the PROMETHEUS_BEARER_TOKEN,"
                                                + " PROMETHEUS_TOKEN_PATH and PROMETHEUS_BASIC_AUTH_* settings:"
                                                + " use those",
                                        "collector.headers.host: is a header that the controller sets itself",
                                        "collector.headers.X Y: is not the name of an HTTP header such as"
                                                + " X-Scope-OrgID",
                                        "collector.headers.X-A: is not the value of an HTTP header: it is empty or"
                                                + " contains invalid characters",
                                        "collector.headers.X-B: must be text in quotes",
                                        "collector.queryParameters.query: must not set the parameter query: the"
                                                + " controller sets it for each query",
                                        "collector.queryParameters.a: must be text in quotes",
                                        "collector.queryParameters.: is not the name of a parameter such as namespace",
                                        "collector.maxUrlBytes: 100 is not between 1024 and 1048576"));
    }

    @Test
    void noValueIsEverShown() {
        var collector = Configurations.collector("'headers': {'X-Api': 's3cret'}, 'queryParameters': {'a': 's3cret'}");
        assertThat(collector.toString()).contains("X-Api=***", "a=***").doesNotContain("s3cret");
    }
}
