package ai.llmd.wva.simulation.workload.input;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.simulation.workload.Workload;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedShapesTest {
    private static Workload read(String name) {
        var result = new WorkloadFiles(Optional.empty()).read(name);
        assertThat(result).as(name).isInstanceOf(WorkloadReader.Ok.class);
        return ((WorkloadReader.Ok) result).workload();
    }

    @Test
    void everyOneOfASetCanBeReadAndLastsAsLongAsItsSetSays() {
        for (var name : GeneratedShapes.set("generated").orElseThrow()) {
            assertThat(read(name).durationSeconds()).as(name).isBetween(2700.0, 6000.0);
        }
        for (var name : GeneratedShapes.set("generated-long").orElseThrow()) {
            assertThat(read(name).durationSeconds()).as(name).isBetween(16_000.0, 36_000.0);
        }
    }

    @Test
    void aNumberIsAlwaysTheSameLoadAndAnotherNumberAnother() {
        var texts = new HashSet<String>();
        for (var number = 0; number < 60; number++) {
            var text = GeneratedShapes.text("generated-" + number).orElseThrow();
            assertThat(GeneratedShapes.text("generated-" + number)).hasValue(text);
            texts.add(text);
            texts.add(GeneratedShapes.text("generated-long-" + number).orElseThrow());
        }
        assertThat(texts).hasSize(120);
    }

    @Test
    void sixKindsComeInTurn() {
        assertThat(IntStream.range(0, 12)
                        .mapToObj(number ->
                                read("generated-" + number).description().replaceFirst(",.*", "")))
                .startsWith(
                        "steps", "a ramp and back", "a wave", "bursts", "a steady load", "climbs and falls", "steps");
    }

    @Test
    void aReplicaIsReadyForWhatComesFirst() {
        for (var number = 0; number < 60; number++) {
            var workload = read("generated-" + number);
            assertThat(workload.variants().get(0).initialReplicas()).isPositive();
            assertThat(workload.variants().get(0).coldStart().meanSeconds()).isBetween(30.0, 600.0);
        }
    }

    @Test
    void otherNamesAreNone() {
        assertThat(GeneratedShapes.text("generated")).isEmpty();
        assertThat(GeneratedShapes.text("generated--1")).isEmpty();
        assertThat(GeneratedShapes.text("generated-1234567")).isEmpty();
        assertThat(GeneratedShapes.set("generated-1")).isEmpty();
    }
}
