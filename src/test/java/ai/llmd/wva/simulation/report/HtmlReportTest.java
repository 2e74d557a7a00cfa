package ai.llmd.wva.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.outcome.RequestLedger.Ending;
import ai.llmd.wva.simulation.outcome.RunBuilder;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.simulation.score.Scorer;
import ai.llmd.wva.simulation.score.Standing;
import ai.llmd.wva.simulation.score.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {
    private static final Yardstick YARDSTICK = new Yardstick(100, (model, at) -> 1 + at / 1e6);
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private static RunBuilder run(String contender, int seconds) {
        var run = new RunBuilder(seconds).contender(contender).replica(0, 0, Double.NaN);
        for (int second = 0; second < seconds; second++) {
            run.request(second, Ending.SERVED, 100 + second * 7919 % 3000, 10 + second % 53 * 0.37);
            if (second % 15 == 0) {
                run.moment(second, 0, 1 + second % 7, 1 + second % 5);
            }
            if (second % 60 == 0) {
                run.note(
                        second,
                        second % 9,
                        false,
                        "%d requests/min of %d output tokens need more: ".formatted(second, 9)
                                + "one replica carries 28.12 requests/min within its time to first token of 3000 ms");
            }
        }
        return run;
    }

    private static String page(int shapes, int contenders, int seconds, int points, int notes) {
        var names = IntStream.range(0, shapes).mapToObj(i -> "shape-" + i).toList();
        var policies =
                IntStream.range(0, contenders).mapToObj(i -> "policy-" + i).toList();
        var standings = new ArrayList<Standing>();
        var timelines = new ArrayList<Timeline>();
        for (var shape : names) {
            for (var policy : policies) {
                var run = run(policy, seconds).build();
                standings.add(new Standing(shape, policy, List.of(Scorer.score(run, YARDSTICK))));
                timelines.add(TimelineMaker.of(shape, run, YARDSTICK, points, notes));
            }
        }
        return HtmlReport.html(new Scoreboard(names, policies, List.of(1L), standings), timelines, "simulate <x>");
    }

    private static JsonNode data(String page) {
        var found = DATA.matcher(page);
        assertThat(found.find()).isTrue();
        return JsonMapper.shared().readTree(found.group(1));
    }

    @Test
    void eightShapesAndEightPoliciesOfTwoHoursFitIntoThreeMegabytes() {
        assertThat(page(8, 8, 7200, 250, 125).length()).isLessThan(3_000_000);
    }

    @Test
    void theDataHoldsEveryRunAndEveryScore() {
        var data = data(page(2, 3, 120, 100, 100));

        assertThat(data.path("runs").size()).isEqualTo(6);
        assertThat(data.path("scores").size()).isEqualTo(2 * 3 + 3);
        assertThat(data.path("loads")
                        .path("shape-1")
                        .path("targets")
                        .get(0)
                        .path("rate")
                        .size())
                .isEqualTo(8);
        assertThat(data.path("command").stringValue()).isEqualTo("simulate <x>");
        assertThat(data.path("note").stringValue()).isEqualTo("Simulated, not measured.");
    }

    @Test
    void notesSayWhenWhatAndWhy() {
        var data = data(page(1, 1, 120, 100, 100));

        var note = data.path("runs").get(0).path("notes").get(1);
        assertThat(note.toString()).isEqualTo("[60,0,6,0,1]");
        assertThat(data.path("sentences").get(1).stringValue()).startsWith("60 requests/min of 9 output tokens");
    }

    @Test
    void nothingIsFetchedFromElsewhere() {
        assertThat(page(1, 1, 60, 10, 10))
                .contains("default-src 'none'")
                .doesNotContain("src=", "href=", "@import", "url(", "fetch(");
    }
}
