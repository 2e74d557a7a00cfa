package ai.llmd.wva.planning;

import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.EngineArguments;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.Rationale.OwnLoad;
import ai.llmd.wva.model.Rationale.SharedLoad;
import ai.llmd.wva.model.Rationale.UnlikeLengths;
import ai.llmd.wva.model.ReplicaArithmetic;
import ai.llmd.wva.model.Role;
import ai.llmd.wva.model.ServedModel;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.queueing.DecodeTime;
import ai.llmd.wva.queueing.LatencyTargets;
import ai.llmd.wva.queueing.Replica;
import ai.llmd.wva.queueing.RequestShape;
import ai.llmd.wva.queueing.Sizer;
import ai.llmd.wva.queueing.Sizing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Six replicas that read the prompts of a model, and six that generate: 600 requests/min go through each. */
class StagesTest {
    private static final PerformanceProfile FAST = new PerformanceProfile("A100", 1, 24, 7.47, 0.044, Optional.empty());
    private static final double READ = 1;
    private static final double GENERATED = 500;
    private static final VariantId PREFILL = new VariantId("llm-d-sim", "prefill");
    private static final VariantId DECODE = new VariantId("llm-d-sim", "decode");

    private static Variant six(VariantId id) {
        return Variants.withProfiles(Fleets.variant(id, 6), FAST);
    }

    private static Variant declared(VariantId id, Role role) {
        return six(id).withModel(new ServedModel("default/default", Optional.of(role)));
    }

    private static Variant labelled(VariantId id, Role role) {
        return six(id).withTarget(labelled(role));
    }

    private static TargetState labelled(Role role) {
        var template = new PodTemplate(Optional.of(role), EngineArguments.NONE);
        return new TargetState.Found(6, 6, 6, List.of(), Optional.empty(), template);
    }

    private static Map<VariantId, Decision> plan(Variant decode, Variant prefill) {
        return Plans.decisions(
                PlanningRules.DEFAULT,
                fleet(decode, prefill),
                measured(load(600, GENERATED)),
                measured(load(600, READ)));
    }

    private static int replicas(Map<VariantId, Decision> decisions, VariantId id) {
        return decisions.get(id).desiredReplicas().orElseThrow();
    }

    /** What the law says that carries 600 requests/min of so many tokens within the targets of the class. */
    private static int byTheLaw(double outputTokens) {
        var sizing = (Sizing.Feasible) new Sizer()
                .sizeNext(
                        Replica.decodeOnly(24, new DecodeTime(7.47, 0.044)),
                        new RequestShape(20, outputTokens),
                        new LatencyTargets(500, 24, 0));
        return ReplicaArithmetic.fewest(600 / 60.0, sizing.perReplicaRatePerSecond());
    }

    @Test
    void eachStageIsSizedForTheRequestsThatGoThroughIt() {
        var decisions = plan(declared(DECODE, Role.DECODE), declared(PREFILL, Role.PREFILL));

        assertThat(replicas(decisions, DECODE)).isEqualTo(byTheLaw(GENERATED)).isEqualTo(3);
        assertThat(replicas(decisions, PREFILL)).isEqualTo(byTheLaw(READ)).isEqualTo(1);
        assertThat(decisions.values()).allSatisfy(decision -> {
            assertThat(decision.rationale()).isInstanceOf(OwnLoad.class);
            assertThat(decision.suggestedWeightPercent()).isEmpty();
        });
    }

    @Test
    void withoutStagesAllRequestsAreOneLoadOfTheirMeanLength() {
        var decisions = plan(six(DECODE), six(PREFILL));

        assertThat(replicas(decisions, DECODE))
                .isEqualTo(byTheLaw((READ + GENERATED) / 2))
                .isEqualTo(2);
    }

    @Test
    void theStageIsReadFromThePodsWhereTheVariantDoesNotDeclareIt() {
        var decisions = plan(labelled(DECODE, Role.DECODE), labelled(PREFILL, Role.PREFILL));

        assertThat(replicas(decisions, DECODE)).isEqualTo(3);
        assertThat(replicas(decisions, PREFILL)).isEqualTo(1);
    }

    @Test
    void whatAVariantDeclaresGoesBeforeWhatItsPodsTell() {
        var variant = declared(DECODE, Role.DECODE).withTarget(labelled(Role.PREFILL));

        assertThat(variant.role()).isEqualTo(Role.DECODE);
        assertThat(six(DECODE).role()).isEqualTo(Role.BOTH);
        assertThat(six(DECODE).withTarget(new TargetState.Missing("gone")).role())
                .isEqualTo(Role.BOTH);
    }

    @Test
    void oneThatServesWholeRequestsSharesNoLoadWithAStage() {
        var decisions = plan(declared(DECODE, Role.DECODE), six(PREFILL));

        assertThat(decisions.values())
                .allSatisfy(decision -> assertThat(decision.rationale()).isInstanceOf(OwnLoad.class));
    }

    @Test
    void variantsOfOneLoadWhoseRequestsAreUnlikeAreToldOf() {
        var decisions = plan(six(DECODE), six(PREFILL));

        assertThat(decisions.values())
                .allSatisfy(decision ->
                        assertThat(unlike(decision)).contains(new UnlikeLengths("prefill", READ, "decode", GENERATED)));
        assertThat(unlike(measured(load(600, 400)), measured(load(600, 100)))).isEmpty();
        assertThat(unlike(measured(load(600, 401)), measured(load(600, 100)))).isPresent();
        assertThat(unlike(measured(load(600, 3)), measured(load(600, 0))))
                .as("less than a token counts as one")
                .isEmpty();
    }

    @Test
    void fewRequestsOrUnfinishedOnesDoNotTellThatVariantsAreUnlike() {
        assertThat(unlike(measured(load(9, GENERATED)), measured(load(600, READ))))
                .isEmpty();
        assertThat(unlike(measured(load(10, GENERATED)), measured(load(600, READ))))
                .isPresent();
        var doubtful = new Measured(load(600, GENERATED), Duration.ZERO, 6, 6, List.of(new Caveat.StartedLengths()));
        assertThat(unlike(doubtful, measured(load(600, READ)))).isEmpty();
    }

    private static Optional<UnlikeLengths> unlike(Measurement decode, Measurement prefill) {
        return unlike(Plans.decisions(PlanningRules.DEFAULT, fleet(six(DECODE), six(PREFILL)), decode, prefill)
                .get(DECODE));
    }

    private static Optional<UnlikeLengths> unlike(Decision decision) {
        return ((SharedLoad) decision.rationale()).unlike();
    }
}
