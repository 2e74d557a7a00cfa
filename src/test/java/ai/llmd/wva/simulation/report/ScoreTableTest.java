package ai.llmd.wva.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import ai.llmd.wva.simulation.score.Measure;
import ai.llmd.wva.simulation.score.RunScore;
import ai.llmd.wva.simulation.score.Scoreboard;
import ai.llmd.wva.text.Style;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
    private final ScoreTable table = new ScoreTable(Boards.board(), "wva");

    @Test
    void everyShapeHasATableAndAllOfThemTogether() {
        assertThat(table.lines(Style.PLAIN)).contains("ramp", "steps", "all shapes");
    }

    @Test
    void meansComeWithIntervalsAndDifferencesSeedBySeed() {
        var row = table.lines(Style.PLAIN).stream()
                .filter(line -> line.startsWith("keda-slo"))
                .findFirst()
                .orElseThrow();

        // 500 and 505 beside 600 and 610
        assertThat(row.split("\\s{2,}", -1))
                .containsSubsequence("94.50 ±6.35", "5.03 ±0.32", "-3.50 ±6.35", "-16.9 ±5.3");
    }

    @Test
    void whatIsComparedWithHasNoDifferenceAndWhatIsUnknownNoValue() {
        var row = table.lines(Style.PLAIN).get(2);

        assertThat(row).startsWith("wva").endsWith("-");
        assertThat(row.split("\\s{2,}", -1)[4]).isEqualTo("-");
    }

    @Test
    void theNumbersSayThatTheyAreSimulated() {
        assertThat(table.lines(Style.PLAIN))
                .last()
                .asString()
                .startsWith("Simulated, not measured. Means over 2 seeds");
        assertThat(table.markdown("simulate"))
                .contains("Simulated, not measured.", "    java -jar target/wva.jar simulate");
    }

    @Test
    void markdownHasARowForEachContender() {
        assertThat(table.markdown("simulate"))
                .contains("## ramp", "## all shapes")
                .filteredOn(line -> line.startsWith("| wva |"))
                .hasSize(3);
    }

    @Test
    void oneContenderIsComparedWithNone() {
        var alone = new Scoreboard(
                List.of("ramp"),
                List.of("wva"),
                List.of(1L),
                List.of(Boards.standing("ramp", "wva", Boards.run(1, 1, 2))));

        assertThat(new ScoreTable(alone, "wva").lines(Style.PLAIN).get(1)).doesNotContain("VS");
        assertThat(new ScoreTable(alone, "wva").lines(Style.PLAIN).get(2)).doesNotContain("±");
    }

    @Test
    void aSweepAddsWhatEachPolicyCostsAtTheAttainmentOfTheReference() {
        var swept = new Scoreboard(
                List.of("ramp"),
                List.of("wva", "keda-slo", "keda-slo@0.4"),
                List.of(1L),
                List.of(
                        Boards.standing("ramp", "wva", Boards.run(1, 0.97, 600)),
                        Boards.standing("ramp", "keda-slo", Boards.run(1, 0.9, 500)),
                        Boards.standing("ramp", "keda-slo@0.4", Boards.run(1, 0.98, 660))));

        var lines = new ScoreTable(swept, "wva").lines(Style.PLAIN);

        var equal = lines.subList(lines.indexOf("ramp, each as cheap as it attains what wva does"), lines.size());
        assertThat(equal.get(3)).startsWith("keda-slo@0.4").endsWith("+10.0");
        assertThat(equal).noneMatch(line -> line.startsWith("keda-slo "));
    }

    @Test
    void aPromiseHasAColumnWhereAModelMadeOneAndNoneElsewhere() {
        var promised = new Scoreboard(
                List.of("loose", "tight"),
                List.of("wva"),
                List.of(1L, 2L),
                List.of(
                        Boards.standing("loose", "wva", Boards.run(1, 1, 600), Boards.run(2, 1, 600)),
                        Boards.standing("tight", "wva", promise(1, 1), promise(2, 0))));

        var lines = new ScoreTable(promised, "wva").lines(Style.PLAIN);

        var loose = lines.indexOf("loose");
        var tight = lines.indexOf("tight");
        assertThat(lines.get(loose + 1)).startsWith("POLICY").doesNotContain("PROMISE");
        assertThat(lines.get(tight + 1).split("\\s{2,}", -1)).startsWith("POLICY", "ATTAINMENT %", "PROMISE KEPT %");
        assertThat(lines.get(tight + 2).split("\\s{2,}", -1)[2]).isEqualTo("50");
        assertThat(new ScoreTable(promised, "wva").markdown("simulate"))
                .filteredOn(line -> line.startsWith("| policy |"))
                .hasSize(3)
                .element(1, STRING)
                .contains("| promise kept % |");
        assertThat(table.markdown("simulate")).noneMatch(line -> line.contains("promise"));
    }

    private static RunScore promise(long seed, double kept) {
        return new RunScore(seed, Map.of(Measure.ATTAINMENT, 1.0, Measure.PROMISE_KEPT, kept));
    }
}
