package ai.llmd.wva.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadTextTest {
    private final LoadReport report = new LoadReport();

    @Test
    void theSummaryCountsEveryOutcome() {
        for (var i = 0; i < 5; i++) {
            report.sent(0, 0);
        }
        report.sentAgain();
        report.succeeded(100, 20);
        report.gaveUp();
        report.failed(Failure.TIMEOUT);
        report.failed(Failure.status(404, "no such model"));
        report.failed(Failure.status(404, "no such model either"));

        assertThat(LoadText.summary(report, 10_000).lines().map(String::strip))
                .contains(
                        "duration    10.0 s",
                        "scheduled   5",
                        "offered     5",
                        "sent        6",
                        "retried     1",
                        "ok          1",
                        "abandoned   1",
                        "failed      3",
                        "2  HTTP 404 (no such model)",
                        "1  timeout",
                        "unanswered  1",
                        "tokens      20 (2.0/s)");
    }

    @Test
    void theSummaryHasAColumnForEveryPercentile() {
        report.sent(0, 0);
        report.firstToken(50);
        report.nextToken(20);
        report.nextToken(22);
        report.succeeded(92, 3);

        var lines = LoadText.summary(report, 1_000).lines().toList();

        assertThat(lines).anySatisfy(line -> assertThat(line.strip()).matches("mean +p50 +p90 +p95 +p99 +max"));
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("TTFT ms( +50\\.0){6}"));
        assertThat(lines).anySatisfy(line -> assertThat(line).matches("ITL ms +21\\.0.* 22\\.0"));
    }

    @Test
    void whatWasNotMeasuredIsADash() {
        assertThat(LoadText.summary(report, 1_000).lines())
                .anySatisfy(line -> assertThat(line).matches("TTFT ms( +-){6}"));
    }

    @Test
    void aGeneratorThatLagsAdmitsIt() {
        for (var i = 0; i < 10; i++) {
            report.sent(0, 400);
        }

        assertThat(LoadText.summary(report, 1_000)).contains("too slow or too busy for the schedule");
    }

    @Test
    void whatNeverLeftIsCountedAgainstTheSchedule() {
        report.sent(0, 0);
        report.sent(100, 500);
        report.unsent(98);

        assertThat(report.isOnSchedule()).isFalse();
        assertThat(LoadText.summary(report, 1_000))
                .contains("scheduled   100", "offered     2", "2 of 100 due requests left", "sent 4 a second");
    }

    @Test
    void aSecondsLatenessOfOneInTenIsAnotherLoad() {
        for (var i = 0; i < 9; i++) {
            report.sent(0, 1_200);
        }
        assertThat(report.isOnSchedule()).isFalse();
    }

    @Test
    void oneSlowStartIsNotWorthANote() {
        report.sent(0, 400);
        for (var i = 0; i < 19; i++) {
            report.sent(0, 1);
        }

        assertThat(LoadText.summary(report, 1_000)).doesNotContain("too busy");
    }

    @Test
    void progressIsOneLine() {
        report.sent(0, 0);
        report.sent(0, 0);
        report.firstToken(50);
        report.succeeded(92, 3);

        assertThat(LoadText.progress(report, 12_400))
                .isEqualTo("    12 s  sent 2  ok 1  failed 0  in flight 1  TTFT p50 50.0 ms");
        report.gaveUp();
        assertThat(LoadText.progress(report, 12_400))
                .isEqualTo("    12 s  sent 2  ok 1  abandoned 1  failed 0  in flight 0  TTFT p50 50.0 ms");
    }
}
