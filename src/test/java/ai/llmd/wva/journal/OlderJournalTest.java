package ai.llmd.wva.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.RecentLoads;
import ai.llmd.wva.planning.StartTimes;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Journals as earlier versions wrote them. */
class OlderJournalTest {

    @Test
    void aJournalOfTheTimeBeforeSizingLawsIsReplayedToTheBit() throws Exception {
        var lines = lines("before-sizing-laws.jsonl");
        var start = (JournalLine.Start) lines.get(0);
        var fleet = ((JournalLine.Declared) lines.get(1)).fleet();
        var memory = memory(lines.get(2));

        assertThat(start.rules().law()).isEqualTo(SizingLaw.PUBLISHED);
        assertThat(fleet.settings().mode()).isEqualTo(Mode.ACTIVE);
        assertThat(fleet.variants().values())
                .allSatisfy(variant -> assertThat(variant.handling()).isEqualTo(Handling.USUAL));
        assertThat(memory.variants().values()).singleElement().satisfies(one -> {
            assertThat(one.recentLoads()).isEqualTo(RecentLoads.NONE);
            assertThat(one.startTimes()).isEqualTo(StartTimes.NONE);
            assertThat(one.outputTokens()).hasValue(178);
        });
        assertThat(((JournalLine.Cycle) lines.get(3)).decisions().values())
                .allSatisfy(decision -> assertThat(decision.advisory()).isFalse());
        assertThat(Journals.replay(lines)).satisfies(result -> {
            assertThat(result.decisions()).isEqualTo(1);
            assertThat(result.first()).isEmpty();
        });
    }

    @Test
    void aJournalOfTheTimeBeforeStartTimesIsReplayed() throws Exception {
        var lines = lines("before-start-times.jsonl");
        var decision = ((JournalLine.Cycle) lines.get(3))
                .decisions()
                .values()
                .iterator()
                .next();

        assertThat(memory(lines.get(2)).variants().values()).singleElement().satisfies(one -> {
            assertThat(one.recentLoads().samples()).hasSize(1);
            assertThat(one.startTimes()).isEqualTo(StartTimes.NONE);
        });
        assertThat(((Rationale.OwnLoad) decision.rationale()).growth())
                .hasValueSatisfying(growth -> assertThat(growth.chance()).isZero());
        assertThat(Journals.replay(lines).decisions()).isEqualTo(1);
    }

    @Test
    void aHeldVariantOfTheTimeBeforeLearningIsRead() {
        var held =
                RecordJson.value(RecordJson.parse("{\"is\":\"NoProfile\",\"accelerator\":\"A100\"}"), HoldCause.class);
        assertThat(held).isEqualTo(new HoldCause.NoProfile("A100", CalibrationMode.OFF));
    }

    @Test
    void whatIsWrittenOfALaterComponentIsReadAndNotReplaced() {
        var held = RecordJson.value(
                RecordJson.parse("{\"is\":\"NoProfile\",\"accelerator\":\"A100\",\"calibration\":\"ON\"}"),
                HoldCause.class);
        assertThat(held).isEqualTo(new HoldCause.NoProfile("A100", CalibrationMode.ON));
    }

    private static Memory memory(JournalLine line) {
        return RecordJson.value(((JournalLine.Remembered) line).memory(), Memory.class);
    }

    private static List<JournalLine> lines(String name) throws Exception {
        return Journals.read(file(name));
    }

    private static Path file(String name) throws URISyntaxException {
        var resource = OlderJournalTest.class.getResource("/journal/" + name);
        return Path.of(Objects.requireNonNull(resource, name).toURI());
    }
}
