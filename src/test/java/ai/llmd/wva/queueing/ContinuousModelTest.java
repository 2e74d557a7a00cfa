package ai.llmd.wva.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuousModelTest {
    private static final OptionalDouble NO_CACHE = OptionalDouble.empty();
    private static final DecodeTime DECODE = new DecodeTime(18, 0.19);
    private static final PrefillTime PREFILL = new PrefillTime(18, 1000.0 / 15_928);

    private static Replica replica(OptionalDouble kvCacheTokens) {
        return Replica.prefillAndDecode(256, DECODE, PREFILL)
                .withContinuousBatching(ContinuousBatching.withKvCache(kvCacheTokens));
    }

    private static Sizing.Feasible sized(OptionalDouble kvCacheTokens, RequestShape shape, LatencyTargets targets) {
        return (Sizing.Feasible) Sizer.size(replica(kvCacheTokens), shape, targets);
    }

    @Test
    void longPromptsAndAnswersSaturateWhereTheyWereMeasured() {
        var shape = new RequestShape(4000, 1000, 0, 0);
        var sizing = sized(OptionalDouble.of(360_000), shape, LatencyTargets.NONE);

        assertThat(sizing.maxRatePerSecond()).isCloseTo(1.43, within(0.03));
        assertThat(sizing.batch()).hasValueSatisfying(batch -> {
            assertThat(batch.bound()).isEqualTo(BatchBound.KV_CACHE);
            assertThat(batch.requests()).isCloseTo(73.4, within(0.5));
        });
        assertThat(((Sizing.Feasible) Sizer.size(
                                Replica.prefillAndDecode(256, DECODE, PREFILL), shape, new LatencyTargets(2000, 50, 0)))
                        .maxRatePerSecond())
                .as("the published law, which sees all prompts read at once")
                .isLessThan(0.5);
    }

    @Test
    void promptsOfCodeFillTheReplicaLongBeforeThePublishedLawSays() {
        var sizing = sized(OptionalDouble.of(360_000), new RequestShape(2048, 28), LatencyTargets.NONE);

        assertThat(sizing.maxRatePerSecond()).isBetween(6.8, 7.6);
    }

    @Test
    void aLoneRequestWaitsForItsOwnPromptAndDecodesAtItsOwnPace() {
        var idle = ReplicaModel.analyze(replica(NO_CACHE), new RequestShape(1000, 200), 0);

        assertThat(idle.ttftMillis()).isCloseTo(18 + 62.78, within(0.5));
        assertThat(idle.itlMillis()).isCloseTo(18.19, within(1e-9));
    }

    @Test
    void aPromptFromThePrefixCacheTakesRoomAndNoTime() {
        var targets = new LatencyTargets(500, 30, 0);
        var whole = new RequestShape(4000, 200, 1, 1, 4000, 1);
        var cached = new RequestShape(4000, 200, 1, 1, 400, 1);
        var cache = OptionalDouble.of(360_000);

        assertThat(ReplicaModel.analyze(replica(cache), cached, 0).ttftMillis())
                .isEqualTo(ReplicaModel.analyze(replica(cache), new RequestShape(400, 200), 0)
                        .ttftMillis());
        assertThat(sized(cache, cached, targets).maxRatePerSecond())
                .isGreaterThan(1.5 * sized(cache, whole, targets).maxRatePerSecond());
        assertThat(sized(cache, cached, LatencyTargets.NONE).batch())
                .isEqualTo(sized(cache, whole, LatencyTargets.NONE).batch());
    }

    @Test
    void whatTheCacheLeavesOfUnlikePromptsIsTheMoreUnlike() {
        assertThat(new RequestShape(4000, 200, 1, 0.5, 1000, 1).computedVariability())
                .isEqualTo(8);
        assertThat(new RequestShape(4000, 200, 1, 0, 1000, 1).computedVariability())
                .isZero();
    }

    @Test
    void stepsOfSeveralTokensDelayTheFirstTokenAndLeaveTheTimeOfATokenAsItIs() {
        var single = new RequestShape(200, 400, 1, 1, 200, 1);
        var several = new RequestShape(200, 400, 1, 1, 200, 3);
        var one = ReplicaModel.analyze(replica(NO_CACHE), single, 4);
        var three = ReplicaModel.analyze(replica(NO_CACHE), several, 4);

        assertThat(three.itlMillis()).isCloseTo(one.itlMillis(), within(0.01 * one.itlMillis()));
        // half a step until the prompt is begun, and what others decode in its own
        var step = 18 + 0.19 * 4 * 400 * one.itlMillis() / 1000;
        assertThat(three.ttftMillis() - one.ttftMillis()).isBetween(0.8 * step, 2.5 * step);
    }

    @ParameterizedTest
    @CsvSource({"0, 18", "18, 18", "0, 0"})
    void promptsThatTakeNoTimeOfTheirOwnLeaveTheTargetInForce(double gammaMillis, double alphaMillis) {
        var replica = Replica.prefillAndDecode(256, new DecodeTime(alphaMillis, 0.19), new PrefillTime(gammaMillis, 0))
                .withContinuousBatching(ContinuousBatching.withKvCache(NO_CACHE));
        var shape = new RequestShape(4000, 1000);

        var loose = (Sizing.Feasible) Sizer.size(replica, shape, new LatencyTargets(60_000, 0, 0));
        assertThat(loose.maxRatePerSecond()).isPositive().isFinite();
        assertThat(ReplicaModel.analyze(replica, shape, loose.maxRatePerSecond())
                        .ttftMillis())
                .isLessThanOrEqualTo(60_000);
        var tight = Sizer.size(replica, shape, new LatencyTargets(0.001, 0, 0));
        assertThat(tight instanceof Sizing.Infeasible).isEqualTo(alphaMillis > 0);
    }

    /** Prompts alone, a lone token, no prompt: shapes without steps of their own, or without reading. */
    @ParameterizedTest
    @CsvSource({"4000, 1", "0, 1", "0, 200", "100, 200"})
    void shapesWithoutPromptOrAnswerAreSizedForMeansAndForPercentiles(double inputTokens, double outputTokens) {
        var shape = new RequestShape(inputTokens, outputTokens);
        for (var percentile : List.of(OptionalDouble.empty(), OptionalDouble.of(95))) {
            var targets = new LatencyTargets(5000, 100, 0, percentile);

            var sizing = (Sizing.Feasible) Sizer.size(replica(NO_CACHE), shape, targets);
            assertThat(sizing.maxRatePerSecond()).isPositive().isFinite();

            var alone = (Sizing.Feasible) Sizer.size(replica(NO_CACHE), shape, LatencyTargets.NONE);
            assertThat(sizing.maxRatePerSecond()).isLessThanOrEqualTo(alone.maxRatePerSecond() * (1 + 1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aCacheOfNoSizeIsRefused(double tokens) {
        assertThatThrownBy(() -> ContinuousBatching.withKvCache(OptionalDouble.of(tokens)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatBoundsTheBatchIsNamed() {
        assertThat(BatchCap.of(256, ContinuousBatching.withKvCache(NO_CACHE), new RequestShape(100, 1000)))
                .isEqualTo(new BatchCap(BatchBound.BATCH_SIZE, 256));
        assertThat(BatchCap.of(256, ContinuousBatching.withKvCache(OptionalDouble.of(1000)), new RequestShape(900, 100))
                        .requests())
                .as("one request runs, whatever the cache")
                .isEqualTo(1);
        var budget = BatchCap.of(256, ContinuousBatching.withKvCache(NO_CACHE), new RequestShape(8000, 11));
        assertThat(budget.bound()).isEqualTo(BatchBound.STEP_BUDGET);
        assertThat(budget.requests()).isCloseTo(8192 * 10 / 8010.0, within(1e-9));
    }

    @Test
    void aReplicaWithoutPromptsOnlyDecodes() {
        var decoding = ReplicaModel.analyze(replica(NO_CACHE), new RequestShape(0, 200), 1);

        assertThat(decoding.ttftMillis()).isCloseTo(0, within(1e-6));
        assertThat(decoding.itlMillis()).isCloseTo(18.19 / (1 - 0.199 * 0.19), within(1e-6));
    }

    @Test
    void continuousBatchingNeedsPrefillTimes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Replica.decodeOnly(8, DECODE).withContinuousBatching(ContinuousBatching.withKvCache(NO_CACHE)))
                .withMessageContaining("prefill");
    }

    /**
     * Whatever the requests. A small cache keeps the batch and with it the time between tokens short, so that of a
     * larger one somewhat less may be asked.
     */
    @Test
    void morePatienceOrMemoryDoesNotCarryLess() {
        var random = new SplittableRandom(14);
        for (var i = 0; i < 2000; i++) {
            var shape = new RequestShape(
                    StrictMath.exp(random.nextDouble(0, 9.7)),
                    StrictMath.exp(random.nextDouble(0, 8.3)),
                    random.nextDouble(1.2),
                    random.nextDouble(1.2));
            var targets = new LatencyTargets(random.nextDouble(50, 5000), random.nextDouble(20, 200), 0);
            var kvCache = OptionalDouble.of(random.nextDouble(10_000, 1_000_000));
            var rate = rate(kvCache, shape, targets);
            assertThat(rate).isFinite().isGreaterThanOrEqualTo(0);
            var patient = new LatencyTargets(2 * targets.ttftMillis(), 2 * targets.itlMillis(), 0);
            assertThat(rate(kvCache, shape, patient)).isGreaterThanOrEqualTo(rate * (1 - 1e-9));
            assertThat(rate(OptionalDouble.of(4 * kvCache.getAsDouble()), shape, targets))
                    .isGreaterThanOrEqualTo(rate * 0.95);
            var most = rate(kvCache, shape, targets.atPercentile(99));
            assertThat(most).isFinite().isLessThanOrEqualTo(rate(kvCache, shape, targets.atPercentile(90)) * 1.000001);
        }
    }

    private static double rate(OptionalDouble kvCacheTokens, RequestShape shape, LatencyTargets targets) {
        return Sizer.size(replica(kvCacheTokens), shape, targets) instanceof Sizing.Feasible feasible
                ? feasible.maxRatePerSecond()
                : 0;
    }
}
