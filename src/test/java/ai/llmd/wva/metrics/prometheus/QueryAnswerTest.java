package ai.llmd.wva.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.llmd.wva.metrics.RawSeries;
import ai.llmd.wva.signals.Points;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as Prometheus, Thanos, Mimir and VictoriaMetrics write them; single quotes stand for double ones. */
class QueryAnswerTest {
    private static QueryAnswer read(String json) {
        return QueryAnswer.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static QueryAnswer result(String type, String result) {
        return read("{'status':'success','data':{'resultType':'" + type + "','result':[" + result + "]}}");
    }

    @Test
    void aVectorHasOneSampleOfEachSeries() {
        var answer = result("vector", """
            {'metric':{'__name__':'up','pod':'a'},'value':[1700000000.5,'1']},
            {'metric':{'__name__':'up','pod':'b'},'value':[1700000000,'0']}
            """);
        assertThat(answer.series())
                .containsExactly(
                        new RawSeries(
                                Map.of("__name__", "up", "pod", "a"), Points.single(1_700_000_000_500L, 1), false),
                        new RawSeries(
                                Map.of("__name__", "up", "pod", "b"), Points.single(1_700_000_000_000L, 0), false));
        assertThat(answer.warnings()).isEmpty();
    }

    @Test
    void aMatrixHasSamplesWithTheirTimes() {
        var answer = result("matrix", "{'metric':{'__name__':'m'},'values':[[1.001,'2'],[11.002,'3.5'],[21,'1e3']]}");
        var expected = new Points.Builder()
                .add(1001, 2)
                .add(11_002, 3.5)
                .add(21_000, 1000)
                .build();
        assertThat(answer.series()).containsExactly(new RawSeries(Map.of("__name__", "m"), expected, false));
    }

    @Test
    void anEmptyResultHasNoSeries() {
        assertThat(result("matrix", "").series()).isEmpty();
    }

    @Test
    void aNativeHistogramIsItsSumAndItsCount() {
        var answer = result("matrix", """
            {'metric':{'__name__':'vllm:request_prompt_tokens','pod':'a'},'histograms':[
              [1,{'count':'2','sum':'30.5','buckets':[[0,'0','16','1'],[0,'16','+Inf','1']]}],
              [11,{'count':'4','sum':'50','buckets':[]}]]}
            """);
        assertThat(answer.series())
                .containsExactlyInAnyOrder(
                        new RawSeries(
                                Map.of("__name__", "vllm:request_prompt_tokens_sum", "pod", "a"),
                                new Points.Builder()
                                        .add(1000, 30.5)
                                        .add(11_000, 50)
                                        .build(),
                                false),
                        new RawSeries(
                                Map.of("__name__", "vllm:request_prompt_tokens_count", "pod", "a"),
                                new Points.Builder().add(1000, 2).add(11_000, 4).build(),
                                false));
    }

    @Test
    void aNativeHistogramOfAVectorToo() {
        var answer =
                result("vector", "{'metric':{'__name__':'h'},'histogram':[1,{'count':'2','sum':'NaN','buckets':[]}]}");
        assertThat(answer.series())
                .extracting(
                        RawSeries::name,
                        RawSeries::unusable,
                        one -> one.points().size())
                .containsExactlyInAnyOrder(tuple("h_sum", true, 0), tuple("h_count", false, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf", "-Inf", "Inf"})
    void whatIsNoNumberIsLeftOutAndRemembered(String value) {
        var answer = result("matrix", "{'metric':{'__name__':'m'},'values':[[1,'2'],[2,'" + value + "'],[3,'4']]}");
        assertThat(answer.series()).singleElement().satisfies(one -> {
            assertThat(one.points())
                    .isEqualTo(new Points.Builder().add(1000, 2).add(3000, 4).build());
            assertThat(one.unusable()).isTrue();
        });
    }

    @Test
    void warningsAreKept() {
        assertThat(read("{'status':'success','data':{'resultType':'vector','result':[]},"
                                + "'warnings':['store b is away','store a is away'],'infos':['not a counter']}")
                        .warnings())
                .containsExactly("store a is away", "store b is away");
    }

    @Test
    void aPartialResponseIsAWarning() {
        assertThat(read("{'status':'success','isPartial':true,'data':{'resultType':'matrix','result':[]}}")
                        .warnings())
                .containsExactly("partial response");
        assertThat(read("{'status':'success','isPartial':false,'data':{'resultType':'matrix','result':[]}}")
                        .warnings())
                .isEmpty();
    }

    @Test
    void whatIsNotKnownIsSkippedWhereverItStands() {
        var answer = read("""
            {'trace':{'a':[1,{'b':2}]},'data':{'stats':{'timings':{'x':[1]}},'resultType':'vector','result':[
            {'exemplars':[{'c':3}],'metric':{'__name__':'m'},'value':[1,'2'],'more':{'d':[4]}}],'z':[]},
            'status':'success','stats':{'seriesFetched':'1'}}
            """);
        assertThat(answer.series())
                .containsExactly(new RawSeries(Map.of("__name__", "m"), Points.single(1000, 2), false));
    }

    @Test
    void labelsAreReadAsTheyAre() {
        var json = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + "{\"metric\":{\"model_name\":\"a\\\"b\\\\c\\n\\u00fc\\ud83e\\udd99\"},\"value\":[1,\"2\"]}]}}";
        assertThat(QueryAnswer.read(json.getBytes(StandardCharsets.UTF_8)).series())
                .extracting(one -> one.label("model_name"))
                .containsExactly("a\"b\\c\nü🦙");
    }

    @Test
    void anErrorIsNoAnswer() {
        assertThatThrownBy(() -> read("{'status':'error','errorType':'execution','error':'too many samples'}"))
                .isInstanceOf(QueryFailure.class)
                .hasMessage("answered execution: too many samples");
        assertThatThrownBy(() -> read("{'data':{'resultType':'vector','result':[]}}"))
                .isInstanceOf(QueryFailure.class)
                .hasMessage("answered status: not \"success\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "'x'",
                "{'status':'success',",
                "{'status':'success','data':{'result':[{'metric':{'a':'b'},'value':[1,'2'",
                "{'status':'success','data':{'result':[{'metric':{'a':'b'},'value':[1,'two']}]}}",
                "{'status':'success','data':{'result':[{'metric':{'a':'b'},'value':['soon','2']}]}}",
                "{'status':'success','data':{'result':[{'metric':{'a':'b'},'value':[1]}]}}",
                "{'status':'success','data':{'result':[{'metric':'a','value':[1,'2']}]}}",
                "{'status':'success','data':{'result':[{'metric':{'a':'b'},'value':'2'}]}}",
                "{'status':'success','data':{'result':[{'metric':{'a':'b'},'histogram':[1,'2']}]}}"
            })
    void whatIsBrokenIsNoAnswer(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(QueryFailure.class)
                .hasMessageStartingWith("answered with invalid or unexpected JSON: ");
    }

    @Test
    void theErrorOfARefusalIsTold() {
        assertThat(errorText("{'status':'error','errorType':'422','error':'too long query'}"))
                .isEqualTo("422: too long query");
        assertThat(errorText("{'message':'no'}")).isEqualTo("\"{\"message\":\"no\"}\"");
        assertThat(errorText("gateway\n timeout")).isEqualTo("\"gateway timeout\"");
    }

    private static String errorText(String body) {
        return QueryAnswer.errorText(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
