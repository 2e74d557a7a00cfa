package ai.llmd.wva.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRemark.Brake;
import ai.llmd.wva.model.ScaleRemark.Paced;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How the controller itself takes a target to a decided number. */
class ScalePacingTest {
    private static final int SYNC_MILLIS = 15_000;
    private static final int WINDOW_MILLIS = 300_000;

    private Variant variant = Fleets.sample();
    private HpaMemory memory = HpaMemory.EMPTY;
    private int replicas = 1;
    private HpaStep last;

    private ScaleRules rules = ScaleRules.DEFAULT;

    private int at(double seconds, int decided) {
        last = ScalePacing.step(rules, variant, memory, (long) (seconds * 1000), replicas, decided);
        memory = last.memory();
        replicas = last.desired();
        return replicas;
    }

    private void bounds(int minimum, int maximum) {
        variant = variant.withLimits(
                new ReplicaLimits(OptionalInt.of(minimum), OptionalInt.of(maximum), OptionalInt.empty()));
    }

    @Test
    void upByFourOrTwiceAsManyIn15Seconds() {
        assertThat(at(0, 30)).isEqualTo(5);
        assertThat(ScalePacing.brake(rules, variant, last, 30)).contains(new Paced(5, 30, Brake.RATE));
        assertThat(at(5, 30)).isEqualTo(5);
        assertThat(at(15, 30)).isEqualTo(10);
        assertThat(at(30, 30)).isEqualTo(20);
        assertThat(at(45, 30)).isEqualTo(30);
        assertThat(ScalePacing.brake(rules, variant, last, 30)).isEmpty();
    }

    @Test
    void downToTheMostThatWasDecidedInFiveMinutes() {
        replicas = 10;
        assertThat(at(0, 4)).as("what was there at first counts as decided").isEqualTo(10);
        assertThat(ScalePacing.brake(rules, variant, last, 4)).contains(new Paced(10, 4, Brake.WINDOW));
        assertThat(at(100, 6)).isEqualTo(10);
        assertThat(at(301, 4)).isEqualTo(6);
        assertThat(at(401, 4)).isEqualTo(4);
    }

    @Test
    void otherRulesThanThoseOfAutoscalersHoldAsTheyAreGiven() {
        var minute = Duration.ofMinutes(1);
        rules = new ScaleRules(
                new ScaleRules.Course(
                        Duration.ofSeconds(30),
                        ScaleRules.Select.MIN,
                        List.of(
                                new ScaleRules.Pace(2, ScaleRules.PaceUnit.PODS, minute),
                                new ScaleRules.Pace(100, ScaleRules.PaceUnit.PERCENT, minute))),
                new ScaleRules.Course(
                        Duration.ZERO,
                        ScaleRules.Select.MAX,
                        List.of(new ScaleRules.Pace(1, ScaleRules.PaceUnit.PODS, minute))));
        assertThat(at(0, 9)).as("for half a minute").isEqualTo(1);
        assertThat(ScalePacing.brake(rules, variant, last, 9)).contains(new Paced(1, 9, Brake.WINDOW, rules));
        assertThat(at(31, 9)).as("the smaller of 2 more and twice as many").isEqualTo(2);
        assertThat(ScalePacing.brake(rules, variant, last, 9)).contains(new Paced(2, 9, Brake.RATE, rules));
        assertThat(at(92, 9)).isEqualTo(4);
        assertThat(at(153, 1)).as("without a window, one at a time").isEqualTo(3);
        assertThat(at(200, 1)).isEqualTo(3);
        assertThat(at(214, 1)).isEqualTo(2);
    }

    @Test
    void aDirectionThatIsDisabledIsNotTaken() {
        rules = new ScaleRules(
                ScaleRules.DEFAULT.up(),
                new ScaleRules.Course(
                        Duration.ZERO,
                        ScaleRules.Select.DISABLED,
                        ScaleRules.DEFAULT.down().policies()));
        replicas = 5;
        assertThat(at(0, 1)).isEqualTo(5);
        assertThat(at(1000, 1)).isEqualTo(5);
        assertThat(at(1015, 6)).isEqualTo(6);
    }

    @Test
    void aDecisionThatIsCloseIsFollowedToo() {
        replicas = 20;
        assertThat(at(0, 21)).as("an autoscaler would tolerate it").isEqualTo(21);
    }

    @Test
    void itWakesWhatWasPutToSleepByHand() {
        replicas = 0;
        assertThat(at(0, 2)).isEqualTo(2);
    }

    @Test
    void itGoesToZeroWhereNothingForbidsIt() {
        assertThat(at(0, 0)).isEqualTo(1);
        assertThat(at(301, 0)).isZero();
    }

    @Test
    void theBoundsOfTheVariantHoldAtOnceAndWhateverIsDecided() {
        bounds(2, 6);
        replicas = 9;
        assertThat(at(0, 4)).isEqualTo(6);
        assertThat(ScalePacing.brake(rules, variant, last, 4)).contains(new Paced(6, 4, Brake.BOUND));
        replicas = 1;
        memory = HpaMemory.EMPTY;
        assertThat(at(0, 4)).isEqualTo(2);
        assertThat(at(15, 40)).isEqualTo(6);
        assertThat(ScalePacing.brake(rules, variant, last, 40)).isEmpty();
        assertThat(at(100, 0)).isEqualTo(6);
        assertThat(at(316, 0)).isEqualTo(2);
        assertThat(ScalePacing.brake(rules, variant, last, 0)).isEmpty();
    }

    @Test
    void aMaximumOfNothingIsReached() {
        bounds(0, 0);
        replicas = 3;
        for (int seconds = 0; seconds <= 600; seconds += 15) {
            at(seconds, 5);
        }
        assertThat(replicas).isZero();
    }

    /** Whatever is decided whenever, within bounds that do not change. */
    @Test
    void noStepIsTooLongTooEarlyOrOutOfBounds() {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            bounds(random.nextInt(3), 3 + random.nextInt(60));
            memory = HpaMemory.EMPTY;
            int minimum = variant.minReplicas().orElseThrow();
            int maximum = variant.maxReplicas().orElseThrow();
            replicas = Math.max(1, minimum);
            var decisions = new ArrayList<TimedReplicas>();
            var steps = new ArrayList<TimedReplicas>();
            decisions.add(new TimedReplicas(0, replicas));
            long now = 0;
            for (var look = 0; look < 100; look++) {
                now += 1000 + random.nextInt(40_000);
                int decided = random.nextInt(80);
                int bounded = Math.max(minimum, Math.min(maximum, decided));
                decisions.add(new TimedReplicas(now, bounded));
                int before = replicas;
                steps.add(new TimedReplicas(now, before));
                at(now / 1000.0, decided);
                assertThat(replicas).as("seed %d", seed).isBetween(minimum, maximum);
                if (replicas > before) {
                    int fewest = fewestSince(steps, now - SYNC_MILLIS);
                    assertThat(replicas)
                            .as("seed %d, up within 15 s", seed)
                            .isLessThanOrEqualTo(Math.max(fewest + 4, 2 * fewest))
                            .isLessThanOrEqualTo(bounded);
                } else {
                    int most = mostSince(decisions, now - WINDOW_MILLIS);
                    assertThat(replicas)
                            .as("seed %d, down within 5 min", seed)
                            .isGreaterThanOrEqualTo(Math.min(before, most));
                }
            }
        }
    }

    private static int fewestSince(Iterable<TimedReplicas> all, long millis) {
        var fewest = Integer.MAX_VALUE;
        for (var one : all) {
            fewest = one.isAfter(millis) ? Math.min(fewest, one.replicas()) : fewest;
        }
        return fewest;
    }

    private static int mostSince(Iterable<TimedReplicas> all, long millis) {
        var most = 0;
        for (var one : all) {
            most = one.isAfter(millis) ? Math.max(most, one.replicas()) : most;
        }
        return most;
    }

    @Test
    void anUnchangingDecisionIsReachedAndKept() {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            variant = Fleets.sample();
            memory = HpaMemory.EMPTY;
            replicas = random.nextInt(100);
            int decided = random.nextInt(100);
            for (int seconds = 0; seconds <= 600; seconds += 15) {
                at(seconds, decided);
            }
            assertThat(replicas).as("seed %d", seed).isEqualTo(decided);
        }
    }

    @Test
    void autoscalersAreDueWhereTheyAreToReadTheDecision() {
        for (var mode : ActuationMode.values()) {
            var one = Fleets.sample().withHandling(Handling.USUAL.withActuation(mode));
            assertThat(AutoscalerRemarks.areDue(Fleets.fleet(one), one))
                    .as(mode.label())
                    .isEqualTo(mode == ActuationMode.METRICS);
        }
    }

    @Test
    void aRemarkTellsAPartOfTheWay() {
        assertThat(ScalePacing.brake(
                        rules, variant, new HpaStep(2, memory, HpaWhy.without(HpaCause.SCALE_DOWN_LIMIT)), 1))
                .contains(new ScaleRemark.Paced(2, 1, Brake.RATE));
    }
}
