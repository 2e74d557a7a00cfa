package ai.llmd.wva.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorCommandTest {
    @Test
    void helpSaysWhatIsLookedAtAndTheExitCodes() {
        var run = CommandRun.of("doctor", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: wva doctor")
                .contains("--prometheus=URL", "--no-cluster", "Exit codes: 0 every variant could be measured");
    }

    @Test
    void wrongOptionsAreToldAllAtOnce() {
        var run = CommandRun.of("doctor", "--no-cluster", "--prometheus", " ", "-o", "xml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--output: 'xml'", "--no-cluster needs --namespace", "--prometheus must not be");
    }

    @Test
    void aWrongUrlIsToldByItsFlag() {
        var run = CommandRun.of("doctor", "--no-cluster", "-n", "llm", "--prometheus", "ftp://prometheus");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("wva doctor: --prometheus: ").contains("ftp://prometheus");
    }

    @Test
    void aPrometheusThatDoesNotAnswerIsAFailureInOneSentence() {
        var run = CommandRun.of("doctor", "--no-cluster", "-n", "llm", "--prometheus", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("note: the controller refuses a plain http:// URL", "refused the connection on port 1")
                .doesNotContain("\tat ");
    }

    @Test
    void whereNoPrometheusWasGivenItSaysWhichWasAskedAndHowToAskAnother() {
        var run = CommandRun.of(
                new CommandLine(new DoctorCommand(Map.of("PROMETHEUS_BASE_URL", "https://127.0.0.1:1"))),
                "--no-cluster",
                "-n",
                "llm");

        assertThat(run.err())
                .contains("note: asked at https://127.0.0.1:1, as the controller is told; --prometheus URL");
    }
}
