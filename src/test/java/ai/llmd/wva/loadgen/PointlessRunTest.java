package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PointlessRunTest {
    private static final Failure REFUSED = Failure.connecting(new IOException("Connection refused"));

    private final LoadReport report = new LoadReport();

    private void fail(int times, Failure failure) {
        for (var i = 0; i < times; i++) {
            report.sent(0, 0);
            report.failed(failure);
        }
    }

    @Test
    void aFewFailuresMayBeAnAccident() {
        fail(4, REFUSED);

        assertThat(PointlessRun.unanswered(report)).isEmpty();
    }

    @Test
    void fiveThatNothingWillMendAreNone() {
        fail(5, REFUSED);

        assertThat(PointlessRun.unanswered(report)).contains("nothing is answered: no connection (Connection refused)");
    }

    @Test
    void aWrongPathIsAsHopelessAsNoServer() {
        fail(5, Failure.status(404, ""));

        assertThat(PointlessRun.unanswered(report)).contains("nothing is answered: HTTP 404");
    }

    @Test
    void aServerThatIsBusyMayAnswerLater() {
        fail(50, Failure.status(503, "no endpoints"));
        fail(5, REFUSED);

        assertThat(PointlessRun.unanswered(report)).isEmpty();
    }

    @Test
    void onceSomethingWasAnsweredEveryFailureIsWorthCounting() {
        report.firstToken(10);
        fail(50, REFUSED);

        assertThat(PointlessRun.unanswered(report)).isEmpty();
    }

    @Test
    void aLagOfSecondsIsToldWithWhatTheMachineSends() {
        for (var i = 0; i < 50; i++) {
            report.sent(0, 0);
        }

        assertThat(PointlessRun.lagging(report, 20_000, 9_000)).isEmpty();
        assertThat(PointlessRun.lagging(report, 20_000, 11_000))
                .contains("this machine sends 3 requests a second and is 11 s behind the schedule");
    }
}
