package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.demo.RequestLog.Timing;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private static Timing answer(double ttftMillis, double itlMillis) {
        return new Timing(ttftMillis, OptionalDouble.of(itlMillis));
    }

    @Test
    void bothTargetsMustBeKept() {
        var log = new RequestLog(500, 24);
        log.answered(answer(500, 24));
        log.answered(answer(501, 20));
        log.answered(answer(100, 25));
        log.answered(new Timing(100, OptionalDouble.empty()));
        log.failed();
        var totals = log.totals();
        assertThat(totals.answered()).isEqualTo(4);
        assertThat(totals.failed()).isEqualTo(1);
        assertThat(totals.shareWithin()).isEqualTo(0.5);
        assertThat(totals.itlMillisMean()).isEqualTo(23);
        assertThat(totals.ttftMillisMean()).isEqualTo(1201 / 4.0);
    }

    @Test
    void aTargetOfZeroIsNone() {
        var log = new RequestLog(0, 0);
        log.answered(answer(1e6, 1e6));
        assertThat(log.totals().withinTargets()).isEqualTo(1);
    }

    @Test
    void withoutRequestsNothingWasMissed() {
        assertThat(new RequestLog(1, 1).totals()).isEqualTo(new RequestTotals(0, 0, 0, 0, 0));
        assertThat(new RequestLog(1, 1).totals().shareWithin()).isEqualTo(1);
    }
}
