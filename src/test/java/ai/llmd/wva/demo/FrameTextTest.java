package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.Scenes;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.workload.StoryPhase;
import ai.llmd.wva.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameTextTest {
    private static final Scene SCENE = Scenes.of(DemoWorkloads.staged(List.of(), 60, 2), 1);
    private static final String ESCAPE = "\u001b";

    private final FrameText plain = new FrameText(SCENE, Style.PLAIN);
    private final FrameText coloured = new FrameText(SCENE, Style.COLOURED);
    private final PaceMeter pace = new PaceMeter(20);

    private static Frame frame(int spec, int created, int ready) {
        var pods = new ArrayList<PodView>();
        for (var i = 0; i < created; i++) {
            pods.add(new PodView("chat-" + i, 0, true, i < ready ? Optional.of(0.0) : Optional.empty()));
        }
        return new Frame(
                754_000,
                Optional.of(new StoryPhase(600, "morning ramp")),
                List.of(new TargetView(0, spec, pods)),
                List.of(new ClientView("org/model", 200, 197, 640, 44)),
                0);
    }

    @Test
    void showsLoadLatenciesReplicasAndCost() {
        var lines = plain.table(frame(2, 2, 1), Map.of("chat", Mades.sized(0, 2, 40)), pace, 80);

        assertThat(lines.get(0)).isEqualTo("12:34  morning ramp  20.0x  $12.00/h");
        assertThat(lines.get(1)).startsWith("VARIANT").contains("PODS READY > WANTED");
        assertThat(lines.get(2)).contains("chat", "40", "/3000", "/60", "2 1 > 2", "12.00");
        assertThat(lines.get(3)).startsWith("CLIENTS, LAST 5 MIN");
        assertThat(lines.get(4)).containsSubsequence("model", "98.5 %", "640", "44");
    }

    @Test
    void fitsIntoEightyColumnsAndIntoFewer() {
        for (var width : new int[] {80, 78, 60}) {
            assertThat(plain.table(frame(12, 12, 10), Map.of("chat", Mades.held(0, 12)), pace, width))
                    .first()
                    .satisfies(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
        assertThat(plain.table(frame(12, 12, 10), Map.of("chat", Mades.held(0, 12)), pace, 80))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(plain.decision(Mades.sized(0, 1, 4000), Optional.empty(), 80).length())
                .isLessThanOrEqualTo(80);
    }

    @Test
    void aWideTerminalSeesTheAccelerators() {
        assertThat(plain.table(frame(1, 1, 1), Map.of(), pace, 120)).anyMatch(line -> line.contains("2 H100"));
    }

    @Test
    void nothingIsColouredWhereNoneIsWanted() {
        assertThat(plain.table(frame(2, 2, 1), Map.of("chat", Mades.held(0, 2)), pace, 80))
                .noneMatch(line -> line.contains(ESCAPE));
        assertThat(plain.phase(new StoryPhase(0, "quiet"), 80)).isEqualTo("-- 00:00  quiet");
    }

    @Test
    void whatStartsOrIsHeldStandsOutAndWhatIsSettledDoesNot() {
        var settled = Map.of("chat", Mades.sized(0, 2, 40));

        assertThat(coloured.table(frame(2, 2, 2), settled, pace, 80).get(2)).doesNotContain(ESCAPE);
        assertThat(coloured.table(frame(2, 2, 1), settled, pace, 80).get(2)).contains(ESCAPE + "[33m");
        assertThat(coloured.table(frame(2, 2, 2), Map.of("chat", Mades.held(0, 2)), pace, 80)
                        .get(2))
                .contains(ESCAPE + "[33m", "held");
    }

    @Test
    void anUnknownLoadIsNotZero() {
        assertThat(plain.table(frame(2, 2, 2), Map.of("chat", Mades.held(0, 2)), pace, 80)
                        .get(2))
                .contains("unknown", "-/3000");
        assertThat(plain.table(frame(2, 2, 2), Map.of(), pace, 80).get(2)).contains("unknown", "2 2 > -");
    }

    @Test
    void aDecisionSaysWhatChangedAndWhy() {
        var one = Mades.sized(60_000, 1, 20);

        assertThat(plain.decision(Mades.sized(120_000, 1, 60), Optional.of(one), 200))
                .startsWith("02:00  chat 1 > ")
                .contains("60/min", "a replica carries 25");
        assertThat(plain.decision(Mades.held(180_000, 2), Optional.of(one), 200))
                .startsWith("03:00  chat 1 > 2  held: its metrics are too old");
    }

    @Test
    void aMachineThatIsTooSlowIsCalledThat() {
        pace.note(5_000, 60_000);

        assertThat(plain.table(frame(1, 1, 1), Map.of(), pace, 120).get(0))
                .contains("12.0x (this machine is too slow for 20x)");
    }

    @Test
    void withoutATerminalItIsOneLine() {
        assertThat(plain.line(frame(2, 2, 1), Map.of("chat", Mades.sized(0, 2, 40)), pace))
                .isEqualTo("12:34  morning ramp  20.0x  $12.00/h  chat 40/min 2 1 > 2");
    }
}
