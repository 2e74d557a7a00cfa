package ai.llmd.wva.signals;

import static ai.llmd.wva.signals.PodFleets.NOW;
import static ai.llmd.wva.signals.PodFleets.ready;
import static ai.llmd.wva.signals.PodFleets.running;
import static ai.llmd.wva.signals.PodFleets.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Cause;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Measurement.Unknown;
import ai.llmd.wva.model.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queues, clients that give up, pods that do not get on, and jumps that nothing explains. */
class SaturationTest {
    private final Measuring measuring = new Measuring();

    private static Variant one() {
        return variant("v", running(ready("a", 900)));
    }

    private Measured measured(Variant variant, Servers... servers) {
        measuring.series().clear();
        for (var server : servers) {
            measuring.recorded(server.series());
        }
        var measurement = measuring.measure(variant);
        assertThat(measurement).isInstanceOf(Measured.class);
        return (Measured) measurement;
    }

    /** 120 a minute come to four slots of 3.9 s, 61 are served; the others give up after 10 s. */
    private static Servers impatient() {
        return Servers.of("a", "")
                .with(Signal.FINISHED, second -> Math.floor(10_000 + second * 4 / 3.9))
                .with(Signal.STARTED, second -> Math.floor(10_000 + second * 4 / 3.9))
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 19.6)
                .with(Signal.FIRST_TOKEN_SUM, second -> 10 * second * 4 / 3.9 + 1e6)
                .with(Signal.FIRST_TOKEN_COUNT, second -> second * 4 / 3.9 + 1e6);
    }

    @Test
    void clientsThatGiveUpInTheQueueAreDemand() {
        var measured = measured(one(), impatient());
        var load = measured.load();
        assertThat(60 * load.arrivalRatePerSecond()).isEqualTo(61.5, within(1.5));
        assertThat(60 * (load.arrivalRatePerSecond() + load.abandonedRatePerSecond()))
                .isEqualTo(120, within(5.0));
        assertThat(measured.caveats()).contains(new Caveat.HiddenDemand());
    }

    @Test
    void aQueueThatWasEmptyInBetweenHidesNothing() {
        var emptied = Servers.of("a", "")
                .with(Signal.FINISHED, second -> Math.floor(10_000 + second * 4 / 3.9))
                .with(Signal.STARTED, second -> Math.floor(10_000 + second * 4 / 3.9))
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> second < -30 && second > -40 ? 0 : 19.6)
                .with(Signal.FIRST_TOKEN_SUM, second -> 10 * second * 4 / 3.9 + 1e6)
                .with(Signal.FIRST_TOKEN_COUNT, second -> second * 4 / 3.9 + 1e6);
        var measured = measured(one(), emptied);
        assertThat(measured.load().abandonedRatePerSecond()).isZero();
        assertThat(measured.lacksReplicas()).isFalse();
    }

    @Test
    void whereNoWaitIsToldAQueueThatStandsCameWithinTheWindow() {
        // 60 wait all the time, 15 a minute are served, and nobody knows how long the others have been there
        var untold = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 10_000 + second / 4)
                .with(Signal.STARTED, second -> 10_000 + second / 4)
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 60);
        assertThat(60 * measured(one(), untold).load().abandonedRatePerSecond()).isEqualTo(45, within(1e-6));
    }

    @Test
    void oneReadingOfAQueueHidesNothingYet() {
        measuring.see(one(), NOW.minusSeconds(90));
        var young = Servers.of("b", "")
                .between(5, 0)
                .with(Signal.FINISHED, second -> 0)
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 100);
        var measured = measured(
                variant("v", running(ready("a", 900), ready("b", 10))),
                Servers.of("a", "").steady(60, 1_000),
                young);
        assertThat(measured.load().waiting()).isEqualTo(100);
        assertThat(measured.load().abandonedRatePerSecond()).isZero();
    }

    @Test
    void aQueueThatGrowsWithPatientClientsHidesNothing() {
        // 120 a minute arrive, 60 are served: the queue grows by one a second
        var patient = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 10_000 + second)
                .with(Signal.STARTED, second -> 10_000 + second)
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 300 + second)
                .with(Signal.FIRST_TOKEN_SUM, second -> 1e6 + 150 * second)
                .with(Signal.FIRST_TOKEN_COUNT, second -> 1e6 + second);
        var load = measured(one(), patient).load();
        assertThat(load.arrivalRatePerSecond()).isEqualTo(2, within(1e-9));
        assertThat(load.abandonedRatePerSecond()).isZero();
        assertThat(load.waiting()).isEqualTo(296);
    }

    @Test
    void theQueueOfOneServerIsNotMeasuredByTheWaitAtAnother() {
        // patient clients of before wait minutes at a, while those who come now are served at once at b
        var old = Servers.of("a", "")
                .with(Signal.FINISHED, second -> Math.floor(10_000 + second))
                .with(Signal.STARTED, second -> Math.floor(10_000 + second))
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 300 - second / 2)
                .with(Signal.FIRST_TOKEN_SUM, second -> 1e6 + 320 * second)
                .with(Signal.FIRST_TOKEN_COUNT, second -> 1e6 + second);
        var other = Servers.of("b", "")
                .with(Signal.FINISHED, second -> Math.floor(10_000 + 9 * second))
                .with(Signal.STARTED, second -> Math.floor(10_000 + 9 * second))
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 0)
                .with(Signal.FIRST_TOKEN_SUM, second -> 1e6 + 0.1 * 9 * second)
                .with(Signal.FIRST_TOKEN_COUNT, second -> 1e6 + 9 * second);
        var measured = measured(variant("v", running(ready("a", 900), ready("b", 900))), old, other);
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(9.5, within(0.1));
        assertThat(measured.load().abandonedRatePerSecond()).isZero();
        assertThat(measured.lacksReplicas()).isFalse();
    }

    /** Serves who come at once. */
    private static Servers waitless(String pod, int running) {
        return Servers.of(pod, "")
                .with(Signal.FINISHED, second -> Math.floor(10_000 + running * second / 3.9))
                .with(Signal.STARTED, second -> Math.floor(10_000 + running * second / 3.9))
                .with(Signal.RUNNING, second -> running)
                .with(Signal.WAITING, second -> 0)
                .with(Signal.FIRST_TOKEN_SUM, second -> 1e6 + 0.03 * running * second / 3.9)
                .with(Signal.FIRST_TOKEN_COUNT, second -> 1e6 + running * second / 3.9);
    }

    private Measured besides(int running) {
        var variant = variant("v", running(ready("a", 900), ready("b", 900), ready("c", 900)));
        return measured(variant, impatient(), waitless("b", running), waitless("c", running));
    }

    @Test
    void oneReplicaMoreIsNoHelpWhereOtherPodsHaveRoom() {
        var measured = besides(1);
        assertThat(measured.caveats()).contains(new Caveat.HiddenDemand(), new Caveat.UnevenQueue());
        assertThat(measured.lacksReplicas()).isFalse();
    }

    @Test
    void oneReplicaMoreHelpsWhereOtherPodsAreNearlyFull() {
        // room for 30 a minute, and twice as many give up
        var measured = besides(3);
        assertThat(measured.caveats()).contains(new Caveat.HiddenDemand()).doesNotContain(new Caveat.UnevenQueue());
        assertThat(measured.lacksReplicas()).isTrue();
    }

    @Test
    void requestsThatAreAbortedWithoutAQueueAreAsLongAsTheyGet() {
        // a third stops in the middle, though nobody waits
        var stopping = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 10_000 + second)
                .with(Signal.STARTED, second -> 10_000 + 1.5 * second)
                .with(Signal.GENERATED_TOKENS, second -> 1e6 + 150 * second)
                .with(Signal.GENERATED_TOKENS_SUM, second -> 1e6 + 120 * second)
                .with(Signal.GENERATED_TOKENS_COUNT, second -> 1e4 + second)
                .with(Signal.RUNNING, second -> 3)
                .with(Signal.WAITING, second -> 0);
        var measured = measured(one(), stopping);
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(1.5, within(1e-9));
        assertThat(measured.load().outputTokens().orElseThrow()).isEqualTo(100, within(1e-6));
        assertThat(measured.understatesLengths()).isFalse();
    }

    @Test
    void requestsThatAreAbortedAreAsLongAsThoseThatFinishWhereNoTokensAreCountedOfThem() {
        var stopping = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 10_000 + second)
                .with(Signal.STARTED, second -> 10_000 + 1.5 * second)
                .with(Signal.GENERATED_TOKENS_SUM, second -> 1e6 + 120 * second)
                .with(Signal.GENERATED_TOKENS_COUNT, second -> 1e4 + second)
                .with(Signal.RUNNING, second -> 3)
                .with(Signal.WAITING, second -> 0);
        assertThat(measured(one(), stopping).load().outputTokens().orElseThrow())
                .isEqualTo(120, within(1e-6));
    }

    @Test
    void requestsThatAreAbortedWhileAQueueStandsAreAsLongAsThoseThatFinish() {
        var waiting = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 10_000 + second)
                .with(Signal.STARTED, second -> 10_000 + 1.5 * second)
                .with(Signal.GENERATED_TOKENS, second -> 1e6 + 150 * second)
                .with(Signal.GENERATED_TOKENS_SUM, second -> 1e6 + 120 * second)
                .with(Signal.GENERATED_TOKENS_COUNT, second -> 1e4 + second)
                .with(Signal.RUNNING, second -> 3)
                .with(Signal.WAITING, second -> 2);
        assertThat(measured(one(), waiting).load().outputTokens().orElseThrow()).isEqualTo(120, within(1e-6));
    }

    @Test
    void requestsThatStartedAndWereAbortedAreArrivals() {
        // all give up while they are served: nothing is ever finished
        var aborted = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 500)
                .with(Signal.STARTED, second -> 1_000 + 2 * second)
                .with(Signal.PROMPT_TOKENS, second -> 1e6 + 2 * 100 * second)
                .with(Signal.GENERATED_TOKENS, second -> 1e6 + 2 * 40 * second)
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 60)
                .with(Signal.FIRST_TOKEN_SUM, second -> 1e6 + 2 * 28 * second)
                .with(Signal.FIRST_TOKEN_COUNT, second -> 1e6 + 2 * second);
        var measured = measured(one(), aborted);
        assertThat(measured.load().arrivalRatePerSecond()).isEqualTo(2, within(1e-9));
        assertThat(measured.load().inputTokens().orElseThrow()).isEqualTo(100, within(1e-6));
        assertThat(measured.load().outputTokens().orElseThrow()).isEqualTo(40, within(1e-6));
        assertThat(measured.caveats()).contains(new Caveat.StartedLengths());
    }

    @Test
    void requestsThatWaitForSomethingElseThanRoomAreNoQueue() {
        var deferred = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 1_000 + second / 2)
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 1)
                .with(Signal.WAITING_FOR_CAPACITY, second -> 0);
        var load = measured(one(), deferred).load();
        assertThat(load.waiting()).isZero();
        assertThat(load.running()).isEqualTo(2);
        assertThat(load.isZero()).isFalse();
    }

    @Test
    void aPodWhoseCountersStandStillWhileItHoldsRequestsIsStuck() {
        var stuck = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 500)
                .with(Signal.GENERATED_TOKENS, second -> 90_000)
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 15);
        var three = variant("v", running(ready("a", 900), ready("b", 900), ready("c", 900)));
        var well = Servers.of("b", "").steady(30, 1_000).with(Signal.GENERATED_TOKENS, second -> 9_000 + second);
        var idle = Servers.of("c", "").steady(0, 1_000);
        var measured = measured(three, stuck, well, idle);
        assertThat(measured.caveats()).contains(new Caveat.StuckPods(List.of("a")));
        assertThat(measured.stuckPods()).isEqualTo(1);
        assertThat(measured.load().waiting()).isZero();
        assertThat(measured.partial()).isFalse();
    }

    @Test
    void aLongRequestThatGeneratesIsNotStuck() {
        var slow = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 500)
                .with(Signal.GENERATED_TOKENS, second -> 90_000 + second)
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        assertThat(measured(one(), slow).stuckPods()).isZero();
    }

    @Test
    void whereTokensAreNotCountedStillnessMustLastLonger() {
        var still = Servers.of("a", "")
                .with(Signal.FINISHED, second -> 500)
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        assertThat(measured(one(), still).stuckPods()).isZero();
        Measurement later = new Unknown(Cause.MISSING, "");
        for (var minutes = 1; minutes <= 11; minutes++) {
            var at = NOW.plusSeconds(60L * minutes);
            measuring.series().clear();
            measuring.recorded(Moved.by(still.series(), 60L * minutes));
            later = measuring.measure(at, one());
        }
        assertThat(later)
                .isInstanceOfSatisfying(
                        Measured.class, known -> assertThat(known.stuckPods()).isEqualTo(1));
    }

    /** What is known after so many looks, one each minute, each at the samples of three minutes. */
    private Measurement looked(int minutes, Servers... servers) {
        Measurement last = new Unknown(Cause.MISSING, "");
        for (var minute = -minutes; minute <= 0; minute++) {
            var now = NOW.plusSeconds(60L * minute);
            measuring.series().clear();
            for (var server : servers) {
                measuring.recorded(Visible.at(server.series(), now));
            }
            last = measuring.measure(now, one());
        }
        return last;
    }

    @Test
    void aPodThatGetsOnBetweenTwoLooksIsNotStuck() {
        // a request is finished each minute, at a time when nobody looks
        var slow = Servers.of("a", "")
                .between(1_200, 0)
                .with(Signal.FINISHED, second -> 500 + Math.floor((second + 40) / 60))
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        assertThat(looked(15, slow))
                .isInstanceOfSatisfying(
                        Measured.class, known -> assertThat(known.stuckPods()).isZero());
    }

    @Test
    void aPodOneOfWhoseServersGetsOnIsNotStuck() {
        var hung = Servers.of("a", "8000")
                .with(Signal.FINISHED, second -> 500)
                .with(Signal.GENERATED_TOKENS, second -> 90_000)
                .with(Signal.RUNNING, second -> 4)
                .with(Signal.WAITING, second -> 0);
        var busy = Servers.of("a", "8001")
                .with(Signal.FINISHED, second -> 100 + Math.floor((second + 40) / 60))
                .with(Signal.GENERATED_TOKENS, second -> 100 * (100 + Math.floor((second + 40) / 60)))
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        assertThat(measured(one(), hung, busy).stuckPods()).isZero();
    }

    @Test
    void aJumpThatNothingExplainsIsLookedAtAgain() {
        measured(one(), Servers.of("a", "").steady(60, 1_000));
        var jump = Servers.of("a", "")
                .with(Signal.FINISHED, second -> second < -20 ? 1_000 + second : 21_000 + second)
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        measuring.series().clear();
        measuring.recorded(jump.series());
        assertThat(measuring.measure(one()))
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.cause()).isEqualTo(Cause.IMPLAUSIBLE));
        measuring.series().clear();
        measuring.recorded(Moved.by(Servers.of("a", "").steady(60, 22_000).series(), 120));
        assertThat(measuring.measure(NOW.plusSeconds(120), one()))
                .isInstanceOfSatisfying(
                        Measured.class,
                        known -> assertThat(known.load().arrivalRatePerSecond()).isEqualTo(1, within(0.02)));
    }

    @Test
    void whatLastsIsBelievedForGood() {
        // all that comes in a minute comes at once, and the engine counts no starts
        var bursts = Servers.of("a", "")
                .between(90, 0)
                .with(Signal.FINISHED, second -> 10_000 + 1_000 * Math.floor((second + 60) / 60))
                .with(Signal.STARTED, second -> 5)
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        var believed = new StringBuilder();
        for (var minutes = 0; minutes < 6; minutes++) {
            measuring.series().clear();
            measuring.recorded(Moved.by(bursts.series(), 60L * minutes));
            believed.append(measuring.measure(NOW.plusSeconds(60L * minutes), one()) instanceof Measured ? 'y' : 'n');
        }
        assertThat(believed.toString()).matches("n+y{3,}");
    }

    @Test
    void aJumpThatTheTokensConfirmIsBelievedAtOnce() {
        measured(one(), Servers.of("a", "").steady(60, 1_000));
        var burst = Servers.of("a", "")
                .with(Signal.FINISHED, second -> second < -20 ? 1_000 + second : 3_000 + second)
                .with(Signal.STARTED, second -> second < -20 ? 1_000 + second : 3_000 + second)
                .with(Signal.RUNNING, second -> 1)
                .with(Signal.WAITING, second -> 0);
        assertThat(measured(one(), burst).load().arrivalRatePerSecond()).isEqualTo(2_060 / 60.0, within(0.1));
    }
}
