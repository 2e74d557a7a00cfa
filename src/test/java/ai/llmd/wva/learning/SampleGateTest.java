package ai.llmd.wva.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleGateTest {
    private static final TargetState TWO = Fleets.found(2);
    private static final Load LOAD = load(3, 3, 1000, 101, 40);

    @Test
    void requestsThatDecodeAreRateTimesTime() {
        var sample = SampleGate.sample(TWO, whole(LOAD), Fleets.NOW).orElseThrow();

        assertThat(sample.requests()).isEqualTo(1 + 1.5 * 100 * 0.040);
        assertThat(sample.promptTokens()).isEqualTo(1.5 * 0.040 * 1000, within(1e-9));
        assertThat(sample.itlMillis()).isEqualTo(40);
    }

    @Test
    void promptTokensFromACacheTakeNoTime() {
        var sample = SampleGate.sample(TWO, whole(LOAD.withComputedInputTokens(100)), Fleets.NOW)
                .orElseThrow();

        assertThat(sample.promptTokens()).isEqualTo(1.5 * 0.040 * 100, within(1e-9));
    }

    @Test
    void moreRequestsTellMore() {
        var few = SampleGate.sample(TWO, whole(load(0.5, 0.5, 1000, 101, 40)), Fleets.NOW);
        var many = SampleGate.sample(TWO, whole(load(50, 50, 1000, 101, 40)), Fleets.NOW);

        assertThat(many.orElseThrow().deviationMillis())
                .isLessThan(few.orElseThrow().deviationMillis() / 3);
    }

    @Test
    void ofReplicasWithAQueueTheCompletionsCountAndTellLess() {
        var waiting = load(9, 3, 1000, 101, 40).withQueue(9, 30, 0);

        var sample = SampleGate.sample(TWO, whole(waiting), Fleets.NOW).orElseThrow();

        assertThat(sample.requests()).isEqualTo(1 + 1.5 * 100 * 0.040);
        assertThat(sample.deviationMillis())
                .isGreaterThan(SampleGate.sample(TWO, whole(LOAD), Fleets.NOW)
                        .orElseThrow()
                        .deviationMillis());
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 100, 1000",
        "Infinity, 100, 1000",
        "-1, 100, 1000",
        "0, 100, 1000",
        "1e9, 100, 1000",
        "40, NaN, 1000",
        "40, 1, 1000",
        "40, 1e12, 1000",
        "40, 100, NaN",
        "40, 100, -1",
        "40, 100, 1e12",
        "50000, 1e7, 10"
    })
    void absurdNumbersTellNothing(double itl, double output, double input) {
        assertThat(SampleGate.sample(TWO, whole(load(3, 3, input, output, itl)), Fleets.NOW))
                .isEmpty();
    }

    @Test
    void whatIsNotMeasuredTellsNothing() {
        var none = new Load(
                3,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                4,
                0,
                OptionalDouble.empty());

        assertThat(SampleGate.sample(TWO, whole(none), Fleets.NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.15, 0.15", "6, 3", "3, 6"})
    void fewRequestsAndTransitionsTellNothing(double arriving, double completing) {
        assertThat(SampleGate.sample(TWO, whole(load(arriving, completing, 1000, 101, 40)), Fleets.NOW))
                .isEmpty();
    }

    @Test
    void whereClientsGiveUpNobodyKnowsWhatWasComputed() {
        assertThat(SampleGate.sample(TWO, whole(LOAD.withQueue(3, 10, 0.5)), Fleets.NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 1", "0, 0", "3, 3"})
    void allReadyPodsHaveToReport(int reporting, int expected) {
        assertThat(SampleGate.sample(TWO, new Measured(LOAD, Duration.ZERO, reporting, expected), Fleets.NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 74, 75, 600})
    void podsThatBecameReadyInTheWindowServedOnlyAPartOfIt(int seconds) {
        var young = new PodInfo("a", Optional.of(Fleets.NOW.minusSeconds(seconds)));
        var starting = new PodInfo("b", Optional.empty());
        var target = new TargetState.Found(3, 2, List.of(young, starting), Optional.empty());

        assertThat(SampleGate.sample(target, whole(LOAD), Fleets.NOW).isPresent())
                .isEqualTo(seconds >= 75);
    }

    @Test
    void aTargetThatIsNotThereTellsNothing() {
        assertThat(SampleGate.sample(new TargetState.Missing("gone"), whole(LOAD), Fleets.NOW))
                .isEmpty();
    }

    static Stream<Caveat> spoiling() {
        return Stream.of(
                new Caveat.StuckPods(List.of("a")),
                new Caveat.SilentPods(List.of("a")),
                new Caveat.InputTokensNotExported(),
                new Caveat.NoOutputTokens(),
                new Caveat.StartedLengths(),
                new Caveat.QueueNotExported(),
                new Caveat.HiddenDemand(),
                new Caveat.UnevenQueue(),
                new Caveat.GatewayQueue(false),
                new Caveat.PartialAnswer("store down"));
    }

    @ParameterizedTest
    @MethodSource("spoiling")
    void numbersWithAReserveTellNothing(Caveat caveat) {
        assertThat(SampleGate.sample(TWO, with(caveat), Fleets.NOW)).isEmpty();
    }

    @Test
    void aSmallerBatchAndRepeatedPagesDoNoHarm() {
        assertThat(SampleGate.sample(TWO, with(new Caveat.BatchLimit(256, 64)), Fleets.NOW))
                .isPresent();
        assertThat(SampleGate.sample(TWO, with(new Caveat.RepeatedPages(List.of("a"))), Fleets.NOW))
                .isPresent();
    }

    private static Measured with(Caveat caveat) {
        return new Measured(LOAD, Duration.ZERO, 2, 2, List.of(caveat));
    }

    private static Measured whole(Load load) {
        return new Measured(load, Duration.ZERO, 2, 2);
    }

    private static Load load(double arriving, double completing, double input, double output, double itl) {
        return new Load(
                arriving,
                completing,
                OptionalDouble.of(input),
                OptionalDouble.of(output),
                OptionalDouble.of(200),
                OptionalDouble.of(itl),
                OptionalDouble.of(0),
                10,
                0,
                OptionalDouble.of(0.3),
                0,
                OptionalDouble.empty());
    }
}
