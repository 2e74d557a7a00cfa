package ai.llmd.wva.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.outcome.RequestLedger.Ending;
import ai.llmd.wva.simulation.outcome.RunBuilder;
import ai.llmd.wva.simulation.score.Yardstick;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final RunBuilder RUN = new RunBuilder(60)
            .moment(0, 0, 1, 1)
            .moment(15, 0, 3, 1)
            .moment(30, 0, 3, 3)
            .moment(45, 0, 2, 3)
            .request(1, Ending.SERVED, 200, 10)
            .request(2, Ending.SERVED, 3000, 10)
            .request(20, Ending.SERVED, 100, 20)
            .abandoned(59, 7)
            .note(0, 1, false, "first")
            .note(15, 3, false, "more");

    private static double[] line(LineSeries series, int points) {
        return timeline(points).targets().get(0).lines().get(series);
    }

    private static Timeline timeline(int points) {
        return TimelineMaker.of("s", RUN.build(), new Yardstick(1, (model, at) -> at / 10_000), points, 10);
    }

    @Test
    void aStepIsAMomentWhereThereIsRoom() {
        assertThat(timeline(100).stepSeconds()).isEqualTo(15);
        assertThat(line(LineSeries.DESIRED, 100)).containsExactly(1, 3, 3, 2);
        assertThat(line(LineSeries.READY, 100)).containsExactly(1, 1, 3, 3);
        assertThat(line(LineSeries.NEEDED, 100)).containsExactly(0, 1.5, 3, 4.5);
    }

    @Test
    void whereThereIsNoneStepsAreLongerAndTheLastMomentStands() {
        assertThat(timeline(2).stepSeconds()).isEqualTo(30);
        assertThat(line(LineSeries.DESIRED, 2)).containsExactly(3, 2);
    }

    @Test
    void requestsCountWhereTheyArrive() {
        assertThat(line(LineSeries.RATE, 100)).containsExactly(2 / 15.0, 1 / 15.0, 0, 1 / 15.0);
        assertThat(line(LineSeries.MISSED, 100)).containsExactly(0.5, 0, 0, 1);
        assertThat(line(LineSeries.TTFT, 100))
                .containsExactly(new double[] {3000, 100, Double.NaN, 7000}, within(1e-6));
        assertThat(line(LineSeries.ITL, 100)).containsExactly(10, 20, Double.NaN, Double.NaN);
    }

    @Test
    void notesThatChangeSomethingComeFirstAndRepetitionsNotAtAll() {
        var notes = IntStream.range(0, 100)
                .mapToObj(i -> new Note(i * 1000, 0, i < 50 ? 1 : 2, false, i % 10 == 0 ? "why " + i : "same"))
                .toList();

        var selected = NoteSelection.of(notes, 6);

        assertThat(selected).hasSize(6).contains(notes.get(0), notes.get(50));
        assertThat(NoteSelection.of(List.of(notes.get(1), notes.get(2), notes.get(3)), 10))
                .hasSize(1);
    }
}
