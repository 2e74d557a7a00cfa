package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.Contenders;
import ai.llmd.wva.simulation.Simulation;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.score.Scorer;
import ai.llmd.wva.simulation.score.Yardstick;
import ai.llmd.wva.simulation.workload.Workload;
import ai.llmd.wva.text.Style;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
    private static final Workload WORKLOAD = DemoWorkloads.staged(List.of(), 900, 1);

    private final VerdictText text = new VerdictText(Style.PLAIN);

    private static RunResult run(String contender) {
        return Simulation.run(WORKLOAD, Contenders.named(contender), 1);
    }

    private static Baselines.Scored other(String contender, String title) {
        return new Baselines.Scored(contender, title, Scorer.score(run(contender), Yardstick.NONE));
    }

    private static DemoResult result(String ours, List<Baselines.Scored> others, String... failures) {
        var run = run(ours);
        var latency = ModelLatency.of(run, 0, new ServerCounts(120.4, 21.2));
        return new DemoResult(Optional.of(RunSummary.of(run, List.of(latency))), others, 19.7, List.of(failures));
    }

    @Test
    void comparesWithTheOthersAndSaysThatTheyAreSimulated() {
        var lines = text.lines(result("static-1", List.of(other("static-2", "twice as many"))));

        assertThat(lines).anyMatch(line -> line.startsWith("15 minutes at 19.7 times real time"));
        assertThat(lines).anyMatch(line -> line.startsWith("WVA, this run") && line.endsWith("1.0"));
        assertThat(lines)
                .anyMatch(line ->
                        line.startsWith("twice as many") && line.contains("+100 %") && line.endsWith("simulated"));
        assertThat(lines.get(lines.size() - 1))
                .startsWith("Targets kept: 100.0 % of the requests")
                .endsWith("none of the others kept them for less.");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void aLossIsShown() {
        var lines = text.lines(result("static-2", List.of(other("static-1", "half as many"))));

        assertThat(lines).anyMatch(line -> line.startsWith("half as many") && line.contains("-50 %"));
        assertThat(lines.get(lines.size() - 1)).endsWith("kept for less by: half as many.");
    }

    @Test
    void tellsWhatClientsSawFromWhatServersCounted() {
        var lines = text.lines(result("static-1", List.of()));

        assertThat(lines).anyMatch(line -> line.startsWith("clients saw, model"));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("servers counted") && line.contains("120") && line.endsWith("21"));
        assertThat(lines).contains("(the others could not be simulated)");
    }

    @Test
    void eachFailureIsALineAndNothingIsClaimed() {
        var lines = text.lines(result("static-1", List.of(), "one thing", "another thing"));

        assertThat(lines).contains("FAILED: one thing", "FAILED: another thing");
        assertThat(lines).noneMatch(line -> line.startsWith("Targets kept"));
    }

    @Test
    void whatWasStoppedIsNotJudged() {
        assertThat(text.lines(DemoResult.stopped())).containsExactly("", "Stopped before the end: nothing to judge.");
    }
}
