package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.EngineArguments;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the requests that wait are a queue, where the engine does not say what they wait for. */
class CapacityQueueTest {
    private final Measuring measuring = new Measuring();

    private static TargetState target(OptionalInt admitted, PodInfo... pods) {
        var template = new PodTemplate(Optional.empty(), new EngineArguments(admitted, List.of()));
        return new TargetState.Found(pods.length, pods.length, pods.length, List.of(pods), Optional.empty(), template);
    }

    /** Its profile says that four run at once. */
    private static Variant four(OptionalInt admitted, PodInfo... pods) {
        return variant("v", target(admitted, pods))
                .withAccelerators(new AcceleratorOptions(Optional.of("A100"), List.of(Fleets.A100), Optional.empty()));
    }

    private static Variant four() {
        return four(OptionalInt.empty(), ready("a", 900));
    }

    /** Serves 30 a minute. */
    private static Servers server(DoubleUnaryOperator running, DoubleUnaryOperator waiting) {
        return Servers.of("a", "")
                .with(Signal.FINISHED, second -> 1_000 + second / 2)
                .with(Signal.RUNNING, running)
                .with(Signal.WAITING, waiting);
    }

    /** So many now, one less at every other reading. */
    private static DoubleUnaryOperator changing(double now) {
        return second -> now - (-second - 4) / 15 % 2;
    }

    private Measured measured(Variant variant, Servers... servers) {
        for (var server : servers) {
            measuring.recorded(server.series());
        }
        var measurement = measuring.measure(variant);
        assertThat(measurement).isInstanceOf(Measured.class);
        return (Measured) measurement;
    }

    @Test
    void requestsThatWaitThoughTheBatchHasRoomAreInServiceAndNoQueue() {
        var load = measured(four(), server(changing(2), second -> 1)).load();
        assertThat(load.waiting()).isZero();
        assertThat(load.running()).isEqualTo(3);
    }

    @Test
    void requestsThatWaitWhileTheBatchIsFullAreAQueue() {
        var load = measured(four(), server(changing(4), second -> 2)).load();
        assertThat(load.waiting()).isEqualTo(2);
        assertThat(load.running()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 2", "0.5, 0"})
    void requestsThatWaitWhileTheCacheIsFullAreAQueue(double usage, double queue) {
        var server = server(changing(2), second -> 2).with(Signal.KV_CACHE, second -> usage);
        assertThat(measured(four(), server).load().waiting()).isEqualTo(queue);
    }

    @Test
    void waitingThatGrowsIsAQueueThoughTheBatchHasRoom() {
        var load = measured(four(), server(changing(2), second -> Math.max(0, 14 + second / 4)))
                .load();
        assertThat(load.waiting()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2, 3", "0, 2, 0", "0.5, 1, 0"})
    void severalThatRunEvenlyWhileRequestsCompleteShowALimitThatNobodyDeclared(
            double perSecond, double running, double queue) {
        var server = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 1_000 + perSecond * second)
                .with(Signal.RUNNING, second -> running)
                .with(Signal.WAITING, second -> 3);
        assertThat(measured(four(), server).load().waiting()).isEqualTo(queue);
    }

    @Test
    void twoReadingsDoNotShowThatRequestsRunEvenly() {
        var seldom = Servers.of("a", "")
                .every(60, 4)
                .with(Signal.FINISHED, second -> 1_000 + second / 2)
                .with(Signal.RUNNING, second -> 2)
                .with(Signal.WAITING, second -> 1);
        assertThat(measured(four(), seldom).load().waiting()).isZero();
    }

    @Test
    void oneReadingOfAYoungPodDoesNotMakeAQueue() {
        measuring.see(four(OptionalInt.empty(), ready("a", 900)), NOW.minusSeconds(90));
        var young = Servers.of("b", "")
                .between(5, 0)
                .with(Signal.FINISHED, second -> 0)
                .with(Signal.RUNNING, second -> 2)
                .with(Signal.WAITING, second -> 1);
        var load = measured(
                        four(OptionalInt.empty(), ready("a", 900), ready("b", 10)),
                        server(second -> 1, second -> 0),
                        young)
                .load();
        assertThat(load.waiting()).isZero();
        assertThat(load.running()).isEqualTo(4);
    }

    @Test
    void anEngineThatAdmitsLessThanTheProfileSaysIsFullThenAndIsTold() {
        var measured = measured(four(OptionalInt.of(2), ready("a", 900)), server(changing(2), second -> 1));
        assertThat(measured.load().waiting()).isEqualTo(1);
        assertThat(measured.caveats()).contains(new Caveat.BatchLimit(4, 2));
    }

    @Test
    void anEngineThatAdmitsMoreThanTheProfileSaysIsFullWithThatAndNotTold() {
        var measured = measured(four(OptionalInt.of(8), ready("a", 900)), server(changing(4), second -> 1));
        assertThat(measured.load().waiting()).isEqualTo(1);
        assertThat(measured.caveats()).noneMatch(Caveat.BatchLimit.class::isInstance);
    }

    @Test
    void whatTheEngineAdmitsIsTheLimitWhereNoProfileSays() {
        var undeclared = variant("v", target(OptionalInt.of(8), ready("a", 900)));
        assertThat(measured(undeclared, server(changing(4), second -> 1)).load().waiting())
                .isZero();
    }
}
