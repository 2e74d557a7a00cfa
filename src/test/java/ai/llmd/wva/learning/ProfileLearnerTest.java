package ai.llmd.wva.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileLearnerTest {
    private static final TrueReplica TRUE = new TrueReplica(18, 0.14, 0.06);

    private final Learning learning = new Learning();

    @Test
    void itRecoversALawFromNoisyMeasurements() {
        var noise = new SplittableRandom(1);
        var variant = TrueReplica.variant(TRUE.declared(1.4, 1.4, 1.4));

        var known = learning.learn(variant, TRUE, 60, Learning::varied, i -> 0.98 + 0.04 * noise.nextDouble());

        for (double rate : new double[] {0.6, 2, 3.6}) {
            assertThat(TRUE.asMultiple(known.inUse().orElseThrow(), rate)).isEqualTo(1, within(0.02));
        }
    }

    @Test
    void itLearnsTheShapeWhereTheLoadChanges() {
        var variant = TrueReplica.variant(TRUE.declared(1, 1.3, 1.3));

        var known = learning.learn(variant, TRUE, 60, Learning::varied, i -> 1);

        assertThat(known.times().alphaMillis()).isEqualTo(18, within(1.0));
        assertThat(TRUE.asMultiple(known.times(), 3.6)).isEqualTo(1, within(0.02));
    }

    @Test
    void atOneOperatingPointOnlyTheScaleMoves() {
        var random = new SplittableRandom(2);
        for (int draw = 0; draw < 200; draw++) {
            var replica = new TrueReplica(
                    5 + 30 * random.nextDouble(), 0.02 + 0.3 * random.nextDouble(), 0.005 + 0.1 * random.nextDouble());
            double rate = 0.2 + 2 * random.nextDouble();
            if (!(replica.itl(rate) > 0 && replica.itl(rate) < 500)) {
                continue;
            }
            double error = 0.6 + random.nextDouble();
            var declared = replica.declared(error, error, error);

            var known = learning.learn(TrueReplica.variant(declared), replica, 40, i -> rate, i -> 1);

            double alpha = known.times().alphaMillis() / declared.alphaMillis();
            double beta = known.times().betaMillis() / declared.betaMillis();
            double delta = known.times().deltaMillis()
                    / declared.prefill().orElseThrow().deltaMillis();
            assertThat(alpha).isEqualTo(1 / error, within(0.02));
            assertThat(beta).isEqualTo(alpha, within(0.03));
            assertThat(delta).isEqualTo(alpha, within(0.03));
        }
    }

    @Test
    void theNoiseOfARightProfileChangesNothing() {
        var noise = new SplittableRandom(3);

        var known = learning.learn(
                TrueReplica.variant(TRUE.declared(1, 1, 1)),
                TRUE,
                200,
                Learning::varied,
                i -> 0.97 + 0.06 * noise.nextDouble());

        assertThat(known.inUse()).isEmpty();
        assertThat(known.profile().confidence()).isGreaterThan(0.9);
    }

    @Test
    void whatIsInUseStaysWhileTheEstimateHardlyMoves() {
        var noise = new SplittableRandom(4);
        var variant = TrueReplica.variant(TRUE.declared(0.7, 0.7, 0.7));
        var first = learning.learn(variant, TRUE, 30, i -> Learning.ALIKE, i -> 1);

        var later = learning.learn(
                Optional.of(first), variant, TRUE, 100, i -> Learning.ALIKE, i -> 0.985 + 0.03 * noise.nextDouble());

        assertThat(later.inUse()).isEqualTo(first.inUse());
    }

    @Test
    void oneFarOffMeasurementIsLeftOut() {
        var variant = TrueReplica.variant(TRUE.declared(1, 1, 1));
        var before = learning.learn(variant, TRUE, 10, i -> Learning.ALIKE, i -> 1);

        var after = learning.learn(Optional.of(before), variant, TRUE, 1, i -> Learning.ALIKE, i -> 3);

        assertThat(after.times()).isEqualTo(before.times());
        assertThat(after.profile().samples()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.9})
    void otherServersAreLearnedAnewWithinMinutes(double factor) {
        var variant = TrueReplica.variant(TRUE.declared(1, 1, 1));
        var before = learning.learn(variant, TRUE, 60, i -> Learning.ALIKE, i -> 1);

        var after = learning.learn(Optional.of(before), variant, TRUE.slower(factor), 6, i -> 1.5, i -> 1);

        assertThat(TRUE.slower(factor).asMultiple(after.inUse().orElseThrow(), 1.5))
                .isEqualTo(1, within(0.02));
    }

    @Test
    void whatSurprisesInBothDirectionsIsNoChange() {
        var variant = TrueReplica.variant(TRUE.declared(1, 1, 1));
        var before = learning.learn(variant, TRUE, 30, i -> Learning.ALIKE, i -> 1);

        var after =
                learning.learn(Optional.of(before), variant, TRUE, 8, i -> Learning.ALIKE, i -> i % 2 == 0 ? 2 : 0.5);

        assertThat(after.inUse()).isEmpty();
        assertThat(after.profile().samples()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 10, 1000})
    void noTimeIsEverFurtherFromTheDeclaredOneThanTheBounds(double factor) {
        var declared = TRUE.declared(1, 1, 1);

        var known = learning.learn(TrueReplica.variant(declared), TRUE, 60, i -> 0.2 + 0.1 * (i % 5), i -> factor);

        for (double multiple : new double[] {
            known.times().alphaMillis() / declared.alphaMillis(),
            known.times().betaMillis() / declared.betaMillis(),
            known.times().deltaMillis() / declared.prefill().orElseThrow().deltaMillis()
        }) {
            assertThat(multiple).isBetween(0.25, 4.0);
        }
    }

    @Test
    void itIsTheSameToTheLastBit() {
        var variant = TrueReplica.variant(TRUE.declared(1.3, 1.3, 1.3));
        var noise = new SplittableRandom(5);
        var again = new SplittableRandom(5);

        var first = learning.learn(variant, TRUE, 50, Learning::varied, i -> 0.9 + 0.2 * noise.nextDouble());
        assertThat(new Learning().learn(variant, TRUE, 50, Learning::varied, i -> 0.9 + 0.2 * again.nextDouble()))
                .isEqualTo(first);
    }

    @Test
    void sumsDoNotGrowForEver() {
        var variant = TrueReplica.variant(TRUE.declared(1.3, 1.3, 1.3));
        var hundreds = learning.learn(variant, TRUE, 600, Learning::varied, i -> 1);

        var thousands = learning.learn(Optional.of(hundreds), variant, TRUE, 6000, Learning::varied, i -> 1);

        assertThat(thousands.sums().one()).isCloseTo(hundreds.sums().one(), withPercentage(5));
        assertThat(thousands.inUse()).isEqualTo(hundreds.inUse());
    }

    @Test
    void aNightWithoutLoadTakesNothingAway() {
        var variant = TrueReplica.variant(TRUE.declared(0.7, 0.7, 0.7));
        var before = learning.learn(variant, TRUE, 30, i -> Learning.ALIKE, i -> 1);

        var after = Optional.of(before);
        for (int i = 0; i < 600; i++) {
            after = learning.learn(after, variant, TRUE.at(0, 1));
        }

        assertThat(after).contains(before);
    }

    @Test
    void measurementsOfTheSameWindowCountOnce() {
        var variant = TrueReplica.variant(TRUE.declared(1, 1, 1));
        Optional<ProfileEstimate> known = Optional.empty();
        for (int i = 0; i < 40; i++) {
            known = ProfileLearner.after(
                    known, variant, TRUE.at(2, 1), Fleets.NOW.plusSeconds(10L * i), Learning.ITL_TARGET);
        }

        assertThat(known.orElseThrow().profile().samples()).isEqualTo(8);
    }

    @Test
    void itIsForgottenWithTheServersAndOnDemand() {
        var variant = TrueReplica.variant(TRUE.declared(0.7, 0.7, 0.7));
        var known = Optional.of(learning.learn(variant, TRUE, 30, i -> Learning.ALIKE, i -> 1));
        var asked = variant.withHandling(Handling.USUAL.withResetMark("now"));
        var moved = variant.withAccelerators(
                new AcceleratorOptions(Optional.of("G2"), List.of(on("G2", TRUE.declared(1, 1, 1))), Optional.empty()));

        assertThat(learning.learn(known, asked, TRUE.at(0, 1)).orElseThrow().hasBegun())
                .isFalse();
        assertThat(learning.learn(known, moved, TRUE.at(0, 1)).orElseThrow().hasBegun())
                .isFalse();
        assertThat(learning.learn(known, variant, TRUE.at(0, 1)).orElseThrow().hasBegun())
                .isTrue();
    }

    @Test
    void nothingIsLearnedWhereNothingCanBe() {
        var decodeOnly = TrueReplica.variant(Fleets.A100);
        var nowhere =
                Fleets.sample().withAccelerators(new AcceleratorOptions(Optional.empty(), List.of(), Optional.empty()));
        var elsewhere = TrueReplica.variant(on("G2", TRUE.declared(1, 1, 1)));

        for (var variant : List.of(decodeOnly, nowhere, elsewhere)) {
            assertThat(learning.learn(Optional.empty(), variant, TRUE.at(2, 1))).isEmpty();
        }
    }

    @Test
    void whatIsKnownStaysWhileNothingIsMeasured() {
        var variant = TrueReplica.variant(TRUE.declared(0.7, 0.7, 0.7));
        var known = Optional.of(learning.learn(variant, TRUE, 30, i -> Learning.ALIKE, i -> 1));
        var gone = variant.withTarget(new TargetState.Missing("gone"));

        var unknown = learning.learn(known, variant, new Measurement.Unknown(Measurement.Cause.STALE, "old"));
        var missing = learning.learn(known, gone, TRUE.at(Learning.ALIKE, 1));

        assertThat(unknown).isEqualTo(known);
        assertThat(missing.orElseThrow().inUse()).isEqualTo(known.orElseThrow().inUse());
    }

    @Test
    void otherPodsThanAtTheLastLookServedOnlyAPartOfTheWindow() {
        var variant = TrueReplica.variant(TRUE.declared(1, 1, 1));
        var known = Optional.of(learning.learn(variant, TRUE, 5, i -> Learning.ALIKE, i -> 1));
        var more = variant.withTarget(Fleets.found(2));
        var both = new Measured(TRUE.at(Learning.ALIKE, 1).load(), Duration.ZERO, 2, 2);

        var first = learning.learn(known, more, both);
        var second = learning.learn(first, more, both);

        assertThat(first.orElseThrow().profile().samples()).isEqualTo(5);
        assertThat(second.orElseThrow().profile().samples()).isEqualTo(6);
    }

    @Test
    void aClockThatWasSetBackKeepsNothingFromBeingLearned() {
        var variant = TrueReplica.variant(TRUE.declared(1, 1, 1));
        var known = Optional.of(learning.learn(variant, TRUE, 5, i -> Learning.ALIKE, i -> 1));

        var after = ProfileLearner.after(
                known, variant, TRUE.at(Learning.ALIKE, 1), Fleets.NOW.minusSeconds(3600), Learning.ITL_TARGET);

        assertThat(after.orElseThrow().profile().samples()).isEqualTo(6);
    }

    @Test
    void withoutATargetTheBatchIsTheBound() {
        var variant = TrueReplica.variant();
        Optional<ProfileEstimate> known = Optional.empty();
        for (int i = 0; i < 30; i++) {
            var measured = TRUE.at(Learning.varied(i), 1);
            known = ProfileLearner.after(known, variant, measured, Fleets.NOW.plusSeconds(60L * i), 0);
        }

        assertThat(known.orElseThrow().inUse()).isPresent();
    }

    @Test
    void whateverIsMeasuredTheEstimateStaysFinite() {
        var random = new SplittableRandom(7);
        for (int run = 0; run < 100; run++) {
            var variant = run % 3 == 0
                    ? TrueReplica.variant()
                    : TrueReplica.variant(TRUE.declared(random.nextDouble(), random.nextDouble(), random.nextDouble()));
            Optional<ProfileEstimate> known = Optional.empty();
            for (int i = 0; i < 40; i++) {
                double itl = StrictMath.exp(-8 + 20 * random.nextDouble());
                var load = TrueReplica.load(StrictMath.exp(-4 + 12 * random.nextDouble()), itl);
                known = learning.learn(known, variant, new Measured(load, Duration.ZERO, 1, 1));
            }
            var times = known.orElseThrow().times();
            assertThat(times.alphaMillis() + times.betaMillis() + times.deltaMillis())
                    .isFinite();
        }
    }

    private static PerformanceProfile on(String accelerator, PerformanceProfile like) {
        return new PerformanceProfile(
                accelerator, 1, like.maxBatchSize(), like.alphaMillis(), like.betaMillis(), like.prefill());
    }
}
