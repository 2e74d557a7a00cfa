package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.ConcurrentRequests.Limit;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PerformanceProfile.Prefill;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.ReplicaCapacity;
import ai.llmd.wva.model.SaturationPolicy;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.SizingLaw;
import ai.llmd.wva.model.SolverKind;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which law sizes a replica, and what it knows of the replica's KV cache. */
class SizingLawTest {
    private static final PerformanceProfile WITH_PREFILL =
            new PerformanceProfile("A100", 1, 256, 18, 0.19, Optional.of(new Prefill(18, 0.0628)));
    private static final OptionalDouble CACHE = OptionalDouble.of(360_000);

    private static Decision decision(SizingLaw law, PerformanceProfile profile, OptionalDouble kvCacheTokens) {
        return decision(law, profile, longRequests(kvCacheTokens));
    }

    private static Decision decision(SizingLaw law, PerformanceProfile profile, Load load) {
        var rules = PlanningRules.controller(SolverKind.NEAR_EXACT, SaturationPolicy.PRIORITY_ROUND_ROBIN, law);
        var fleet = Variants.fleetWithTarget(new ServiceTarget(2000, 60, 0), Variants.withProfiles(sample(), profile));
        return Plans.decisions(rules, fleet, measured(load)).get(SAMPLE);
    }

    /** 2 requests a second of 4,000 tokens in and 1,000 out. */
    private static Load longRequests(OptionalDouble kvCacheTokens) {
        var like = load(120, 1000);
        return new Load(
                like.arrivalRatePerSecond(),
                like.completionRatePerSecond(),
                OptionalDouble.of(4000),
                OptionalDouble.of(1000),
                like.ttftMillis(),
                like.itlMillis(),
                like.waitMillis(),
                like.running(),
                like.waiting(),
                like.kvCacheUsage(),
                0,
                kvCacheTokens);
    }

    private static ReplicaCapacity capacity(Decision decision) {
        return ((OwnLoad) decision.rationale()).capacity();
    }

    @Test
    void aProfileWithPrefillTimesIsSizedWithinTheKvCacheThatIsMeasured() {
        var decision = decision(SizingLaw.CONTINUOUS, WITH_PREFILL, CACHE);

        assertThat(capacity(decision).law()).isEqualTo(SizingLaw.CONTINUOUS);
        assertThat(capacity(decision).concurrent()).hasValueSatisfying(concurrent -> {
            assertThat(concurrent.limit()).isEqualTo(Limit.KV_CACHE);
            assertThat(concurrent.most()).isCloseTo(66.1, within(0.1));
        });
        assertThat(DecisionText.reason(decision))
                .contains(", batching continuously up to 66 requests, all that its KV cache holds");
    }

    @Test
    void withoutAKnownKvCacheTheBatchIsAsLargeAsDeclared() {
        var decision = decision(SizingLaw.CONTINUOUS, WITH_PREFILL, OptionalDouble.empty());

        assertThat(capacity(decision).concurrent())
                .hasValueSatisfying(concurrent -> assertThat(concurrent.limit()).isEqualTo(Limit.BATCH_SIZE));
        assertThat(DecisionText.reason(decision)).contains("up to 256 requests, its largest batch");
    }

    @Test
    void promptTokensFromThePrefixCacheTakeNoTimeAndAreTold() {
        var load = longRequests(CACHE);
        var cached = load.withComputedInputTokens(1100);
        var all = decision(SizingLaw.CONTINUOUS, WITH_PREFILL, load);
        var part = decision(SizingLaw.CONTINUOUS, WITH_PREFILL, cached);

        assertThat(capacity(part).ratePerSecond())
                .isGreaterThan(1.2 * capacity(all).ratePerSecond());
        assertThat(capacity(part).concurrent().orElseThrow().most())
                .isEqualTo(capacity(all).concurrent().orElseThrow().most());
        assertThat(DecisionText.reason(part))
                .contains("its KV cache holds; of 4000.00 prompt tokens 2900.00 come from the prefix cache");
        assertThat(DecisionText.reason(all)).doesNotContain("prefix cache");
    }

    @Test
    void thePublishedLawHeedsNothingButMeanLengths() {
        var load = longRequests(CACHE);
        var known = load.withComputedInputTokens(1100).withVariability(OptionalDouble.of(3), OptionalDouble.of(0));

        assertThat(decision(SizingLaw.PUBLISHED, WITH_PREFILL, known))
                .isEqualTo(decision(SizingLaw.PUBLISHED, WITH_PREFILL, load));
    }

    @Test
    void lengthsThatAreAlikeTakeFewerReplicas() {
        var load = longRequests(CACHE);
        var alike = load.withVariability(OptionalDouble.of(0), OptionalDouble.of(0));

        assertThat(capacity(decision(SizingLaw.CONTINUOUS, WITH_PREFILL, alike)).ratePerSecond())
                .isGreaterThan(1.05
                        * capacity(decision(SizingLaw.CONTINUOUS, WITH_PREFILL, load))
                                .ratePerSecond());
    }

    @Test
    void thePublishedLawNeedsSeveralTimesAsManyReplicas() {
        var published = decision(SizingLaw.PUBLISHED, WITH_PREFILL, CACHE);
        var continuous = decision(SizingLaw.CONTINUOUS, WITH_PREFILL, CACHE);

        assertThat(capacity(published).law()).isEqualTo(SizingLaw.PUBLISHED);
        assertThat(capacity(published).concurrent()).isEmpty();
        assertThat(published.desiredReplicas().orElseThrow()).isEqualTo(7);
        // 2 for the load as it is, and room for growth
        assertThat(continuous.desiredReplicas().orElseThrow()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aProfileOfAlphaAndBetaOnlyIsSizedByThePublishedLawWhateverIsConfigured(SizingLaw law) {
        var profile = new PerformanceProfile("A100", 1, 256, 18, 0.19, Optional.empty());

        assertThat(decision(law, profile, CACHE)).isEqualTo(decision(SizingLaw.PUBLISHED, profile, CACHE));
        assertThat(capacity(decision(law, profile, CACHE)).law()).isEqualTo(SizingLaw.PUBLISHED);
    }

    @Test
    void anotherAcceleratorsKvCacheIsNotKnown() {
        var variant = Variants.withProfiles(Variants.withLabel(sample(), "G2"), WITH_PREFILL);

        assertThat(Situation.of(
                                Fleets.observation(1, Fleets.fleet(variant), measured(longRequests(CACHE))),
                                variant,
                                Optional.empty(),
                                PlanningRules.DEFAULT)
                        .kvCacheTokens("A100"))
                .isEmpty();
    }
}
