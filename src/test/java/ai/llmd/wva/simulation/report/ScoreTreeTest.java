package ai.llmd.wva.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTreeTest {
    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(ScoreReader.read(ScoreTree.json(Boards.board()))).isEqualTo(Boards.board());
    }

    @Test
    void keysComeInAFixedOrderAndValuesThatAreNotKnownAreAbsent() {
        assertThat(ScoreTree.json(Boards.board()).replaceAll("\\s+", "")).startsWith("""
            {"format":"wva-simulation/1","note":"Simulated,notmeasured.","seeds":[1,2],"results":[{"shape":"ramp",\
            "policy":"wva","mean":{"attainment":0.98,"averageReplicas":6.05,"costCents":605,"ttftP50Millis":250},\
            "interval95":{"attainment":0.12706,"averageReplicas":0.6353,"costCents":63.53,"ttftP50Millis":0},\
            "runs":[{"seed":1,"attainment":0.99,"averageReplicas":6,"costCents":600,"ttftP50Millis":250},{"seed":2,\
            """.replaceAll("\\s+", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | is not JSON",
                "{} | its format is not given, not \"wva-simulation/1\"",
                "{\"format\": \"other\"} | its format is \"other\"",
                "{\"format\": \"wva-simulation/1\"} | has no results",
                "{\"format\": \"wva-simulation/1\", \"results\": [{\"policy\": \"a\"}]} | has a result without a shape",
                "{\"format\": \"wva-simulation/1\", \"results\": "
                        + "[{\"shape\": \"s\", \"policy\": \"a\", \"runs\": [{}]}]} | has a run without a seed"
            })
    void whatIsNotAScoreboardIsRefused(String text, String message) {
        assertThatThrownBy(() -> ScoreReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
