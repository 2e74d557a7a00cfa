package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.emulator.EmulatorSettings;
import ai.llmd.wva.emulator.RunningEmulator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be measured is said in one line. */
class ProfileCommandTest {
    private static RunningEmulator emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = new RunningEmulator(EmulatorSettings.sample().serving("small", "tiny"));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Test
    void aModelThatIsNotServedIsNamedWithThoseThatAre() {
        var run = CommandRun.of("profile", "--url", emulator.url(), "--model", "large");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .isEqualTo("wva profile: the server does not serve 'large'; it serves small, tiny%n".formatted());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void oneOfSeveralModelsMustBeChosen() {
        assertThat(CommandRun.of("profile", "--url", emulator.url()).err())
                .contains("the server serves 2 models: choose one by --model; it serves small, tiny");
    }

    @Test
    void aServerThatIsNotThereIsSaidToBe() {
        var run = CommandRun.of("profile", "--url", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("nothing answers at http://127.0.0.1:1/v1/models");
    }

    @Test
    void anotherAddressOfTheServerIsSaidToBeWrong() {
        assertThat(CommandRun.of("profile", "--url", emulator.url() + "/metrics")
                        .err())
                .contains("/metrics/v1/models answers HTTP 404; --url is the address of a vLLM server");
    }

    @Test
    void metricsOfAnotherNameAreMissed() {
        var run = CommandRun.of(
                "profile", "--url", emulator.url() + "/v1", "--model", "tiny", "--metric-prefix", "other:");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .contains(emulator.url() + "/metrics has no other:inter_token_latency_seconds", "--metric-prefix");
    }

    @Test
    void aPrometheusThatIsNotThereIsSaidToBe() {
        var run = CommandRun.of("profile", "--from-prometheus", "http://127.0.0.1:1", "--model", "m");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).startsWith("wva profile: Prometheus at 127.0.0.1").hasLineCount(1);
    }

    @Test
    void historyIsAskedForByThePrefixOfTheMetrics() throws Exception {
        var asked = new CopyOnWriteArrayList<String>();
        var prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prometheus.createContext("/", exchange -> {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(URLDecoder.decode(exchange.getRequestURI().getRawQuery() + form, StandardCharsets.UTF_8));
            var answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        prometheus.start();
        try {
            var url = "http://127.0.0.1:" + prometheus.getAddress().getPort();
            var run = CommandRun.of("profile", "--from-prometheus", url, "--model=m", "--metric-prefix=other:");

            assertThat(run.err()).contains("Prometheus has no history of 'm'");
            assertThat(asked)
                    .singleElement()
                    .asString()
                    .contains("other:inter_token_latency_seconds_sum")
                    .doesNotContain("vllm:");
        } finally {
            prometheus.stop(0);
        }
    }

    @Test
    void historyNeedsAModelAndSendsNoLoad() {
        var run = CommandRun.of("profile", "--from-prometheus=http://p", "--url=http://v", "--since=1s");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains(
                        "--from-prometheus needs --model",
                        "--from-prometheus sends no load",
                        "--since: '1s' is not a duration from 10m to 168h");
    }

    @Test
    void everythingWrongIsReportedAtOnce() {
        var run = CommandRun.of(
                "profile",
                "--url=foo",
                "--concurrency=1,x",
                "--prompt-tokens=0",
                "--answer-tokens=3",
                "--acc=",
                "--itl=fast");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains(
                        "--url: 'foo' is not a URL",
                        "--concurrency: 'x' is not a whole number",
                        "--prompt-tokens: each must be 1 to",
                        "--answer-tokens: must be 16 to",
                        "--acc: '' is not the name of an accelerator",
                        "--itl: 'fast' is not a number");
    }
}
