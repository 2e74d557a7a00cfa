package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.TextServer;
import ai.llmd.wva.text.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code top} and {@code explain} over a real socket, from answers as the live page gives them. */
class TopCommandTest {
    private static final String ROW = """
        {"namespace": "llm", "name": "chat", "model": "Qwen/Qwen2.5-32B-Instruct", "serviceClass": "Premium",
         "accelerator": "H100", "outcome": "OPTIMIZED", "advisory": false, "asleep": false,
         "replicas": {"current": 3, "ready": 2, "desired": 4, "min": 1, "max": 8},
         "load": {"arrivalPerSecond": 2.5, "plannedPerSecond": 3.75, "replicaPerSecond": 1.2, "waiting": 0,
                  "measuredAt": "2026-01-02T03:04:05Z"},
         "ttft": {"measuredMillis": 181.4, "targetMillis": 1500}, "itl": {"targetMillis": 60},
         "costCentsPerHour": 1794, "reason": "150.00 requests/min need 4 replicas"}
        """;
    private static final String HELD = """
        {"namespace": "other", "name": "code", "outcome": "HELD", "advisory": false, "asleep": false,
         "replicas": {"current": 1, "ready": 1, "min": 1}, "ttft": {}, "itl": {}, "reason": "",
         "worst": {"type": "MetricsAvailable", "status": "False", "reason": "MetricsStale", "message": "old"}}
        """;
    private static final String FLEET = """
        {"controller": {"role": "leader", "leader": "pod-a", "cycle": 7, "plannedAt": "2026-01-02T03:04:05Z"},
         "totals": {"costCentsPerHour": 1794},
         "variants": [%s, %s]}
        """.formatted(ROW, HELD);

    @Test
    void everyVariantIsALineUnderWhatTheyCost() {
        try (var page = TextServer.start("127.0.0.1", 0, () -> FLEET)) {
            var run = CommandRun.of("top", "--url", "http://127.0.0.1:" + page.port() + "/");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines())
                    .containsExactly(
                            "2 variants, $17.94/h; cycle 7 at 2026-01-02T03:04:05Z, led by pod-a",
                            "VARIANT     ON    REQ/MIN   OF   TTFT MS  ITL MS  PODS READY > WANTED    $/H  STATE",
                            "llm/chat    H100      150  144  181/1500    -/60              3 2 > 4  17.94  optimized",
                            "other/code  -           -    -       -/-     -/-              1 1 > -      -"
                                    + "  MetricsStale");
        }
    }

    @Test
    void aNamespaceIsShownAlone() {
        try (var page = TextServer.start("127.0.0.1", 0, () -> FLEET)) {
            var url = "http://127.0.0.1:" + page.port();

            assertThat(CommandRun.of("top", "--url", url, "-n", "other").out())
                    .contains("1 variant, ", "other/code")
                    .doesNotContain("llm/chat");
            assertThat(CommandRun.of("top", "--url", url, "-n", "nowhere").out())
                    .contains("There is no VariantAutoscaling in namespace nowhere.");
        }
    }

    @Test
    void namesAreCutWhereALineWouldBeTooLong() {
        var fleet = JsonMapper.shared().readTree(FLEET.replace("chat", "chat-with-a-name-that-is-long"));

        assertThat(TopText.lines(fleet, null, Style.PLAIN, 96))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(96))
                .anySatisfy(
                        line -> assertThat(line).startsWith("llm/chat-with-").contains("~  H100"));
    }

    @Test
    void aVariantIsExplainedWithItsConditionsAndDecisions() {
        var variant = """
            {"row": %s,
             "explanation": ["150.00 requests/min need 4 replicas", "changes at: above 288.00 requests/min"],
             "profile": {"learned": {"alpha": 17.78, "beta": 0.14, "samples": 8}, "calibration": "on"},
             "conditions": [{"type": "DesiredReached", "status": "False", "reason": "Progressing", "message": "3 of 4"}],
             "decisions": [{"id": 2, "at": "2026-01-02T03:04:05Z", "cycle": 7, "from": 3, "to": 4, "reason": "more"}]}
            """.formatted(ROW);
        try (var page = TextServer.start("127.0.0.1", 0, () -> variant)) {
            var run = CommandRun.of("explain", "llm/chat", "--url", "http://127.0.0.1:" + page.port());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines())
                    .containsExactly(
                            "llm/chat  Qwen/Qwen2.5-32B-Instruct, class Premium, on H100",
                            "replicas: 3, 2 of them ready; wanted: 4",
                            "150.00 requests/min need 4 replicas",
                            "changes at: above 288.00 requests/min",
                            "learned: alpha 17.78 ms, beta 0.14 ms, from 8 samples; calibration on",
                            "",
                            "CONDITIONS",
                            "DesiredReached=False Progressing: 3 of 4",
                            "",
                            "DECISIONS, NEWEST FIRST",
                            "2026-01-02T03:04:05Z  3 -> 4  more");
        }
    }

    @Test
    void whatIsNoLivePageIsSaidSo() {
        try (var page = TextServer.start("127.0.0.1", 0, () -> "# HELP up")) {
            var run = CommandRun.of("top", "--url", "http://127.0.0.1:" + page.port());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("http://127.0.0.1:" + page.port() + " answers 200: this is no live page of a controller");
        }
    }

    @Test
    void whereNobodyListensTheWayThereIsNamed() {
        int free;
        try (var page = TextServer.start("127.0.0.1", 0, () -> "")) {
            free = page.port();
        }

        var run = CommandRun.of("top", "--url", "http://127.0.0.1:" + free);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nobody listens at http://127.0.0.1:" + free, "kubectl -n", "port-forward");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "top --url localhost:8082|--url: 'localhost:8082' is no URL such as http://localhost:8082",
                "top --url ftp://host|--url: 'ftp://host' is no URL such as http://localhost:8082",
                "top --token-file x|--token-file goes with --url only",
                "top --token-file nosuch --url http://h|--token-file: nosuch cannot be read",
                "explain chat|'chat' is no NAMESPACE/NAME",
                "explain a/b/c|'a/b/c' is no NAMESPACE/NAME",
                "explain /b|'/b' is no NAMESPACE/NAME",
            })
    void wrongUsageIsSaid(String arguments, String error) {
        var run = CommandRun.of(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(error);
    }
}
