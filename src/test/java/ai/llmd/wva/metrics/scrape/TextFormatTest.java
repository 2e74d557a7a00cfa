package ai.llmd.wva.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
    private static MetricSample one(String line) {
        var samples = TextFormat.parse(line);
        assertThat(samples).hasSize(1);
        return samples.get(0);
    }

    @Test
    void readsAPageOfVllm() {
        var page = """
                # HELP vllm:request_queue_time_seconds From arrival to a slot.
                # TYPE vllm:request_queue_time_seconds histogram
                vllm:request_queue_time_seconds_bucket{engine="0",model_name="default/default",le="0.3"} 2
                vllm:request_queue_time_seconds_bucket{engine="0",model_name="default/default",le="+Inf"} 3
                vllm:request_queue_time_seconds_count{engine="0",model_name="default/default"} 3
                vllm:request_queue_time_seconds_sum{engine="0",model_name="default/default"} 1.25

                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_running{engine="0",model_name="default/default"} 4.0
                """;
        assertThat(TextFormat.parse(page))
                .extracting(MetricSample::name, sample -> sample.label("le"), MetricSample::value)
                .containsExactly(
                        tuple("vllm:request_queue_time_seconds_bucket", "0.3", 2.0),
                        tuple("vllm:request_queue_time_seconds_bucket", "+Inf", 3.0),
                        tuple("vllm:request_queue_time_seconds_count", "", 3.0),
                        tuple("vllm:request_queue_time_seconds_sum", "", 1.25),
                        tuple("vllm:num_requests_running", "", 4.0));
    }

    @Test
    void aSampleNeedsNoLabels() {
        assertThat(one("up 1")).isEqualTo(new MetricSample("up", Map.of(), 1, OptionalLong.empty()));
        assertThat(one("up{} 1").labels()).isEmpty();
    }

    @Test
    void labelValuesAreUnescaped() {
        var sample = one("m{path=\"C:\\\\dir\",said=\"\\\"yes\\\"\\nand \\d no\",brace=\"}, {\"} 1");
        assertThat(sample.labels())
                .isEqualTo(Map.of("path", "C:\\dir", "said", "\"yes\"\nand \\d no", "brace", "}, {"));
    }

    @Test
    void anEmptyLabelIsNone() {
        assertThat(one("m{a=\"\",b=\"x\"} 1").labels()).isEqualTo(Map.of("b", "x"));
    }

    @Test
    void spacesTabsAndATrailingCommaAreAllowed() {
        assertThat(one("\t m \t{ a = \"1\" , b=\"2\" , }\t7 "))
                .isEqualTo(new MetricSample("m", Map.of("a", "1", "b", "2"), 7, OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource({"+Inf,Infinity", "Inf,Infinity", "-Inf,-Infinity", "NaN,NaN", "1e-3,0.001", "-2.5E+2,-250", "0,0"})
    void valuesAreWrittenAsInGo(String written, double meant) {
        assertThat(one("m " + written).value()).isEqualTo(Double.valueOf(meant));
    }

    @Test
    void aTimestampMayFollow() {
        assertThat(one("m 1 1700000000123").timestampMillis()).hasValue(1_700_000_000_123L);
        assertThat(one("m 1 -5").timestampMillis()).hasValue(-5);
    }

    @Test
    void anExemplarIsIgnored() {
        assertThat(one("m_bucket{le=\"1\"} 3 # {trace_id=\"a\"} 0.5 1.5").value())
                .isEqualTo(3);
        assertThat(one("m_bucket{le=\"1\"} 3 17 # {trace_id=\"a\"} 0.5").timestampMillis())
                .hasValue(17);
    }

    @Test
    void anEmptyPageHasNoSamples() {
        assertThat(TextFormat.parse("")).isEqualTo(List.of());
        assertThat(TextFormat.parse("# only\n\n  # comments\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<html>|a name is missing",
                "9lives 1|a name is missing",
                "m|a value is missing",
                "m one|'one' is not a number",
                "m{a=\"1\" 1|is missing after label a",
                "m{a=\"1\"|ends too early",
                "m{a=\"1} 1|ends too early",
                "m{a} 1|'=' is missing",
                "m{a=1} 1|'\"' is missing",
                "m{a=\"1\" b=\"2\"} 1|is missing after label a",
                "m 1 soon|'soon' is not a time",
                "m 1 2 3|'3' after its end"
            })
    void whatIsWrongIsNamedWithItsLine(String line, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextFormat.parse("# first\nfine 1\n" + line + "\n"))
                .withMessageContaining("line 3 is not a sample")
                .withMessageContaining(complaint);
    }
}
