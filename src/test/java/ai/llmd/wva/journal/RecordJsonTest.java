package ai.llmd.wva.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.benchmark.RandomFleet;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.CalibrationMode;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.KeptReplicas;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.OriginalPolicy;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.PolicyRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    private static final int DRAWS = 400;

    @Test
    void everyRecordThatMayBeInAJournalComesBackEqualWhateverIsInIt() {
        var random = new RandomRecords(20261129);
        for (int i = 0; i < DRAWS; i++) {
            comesBackAsLine(random.draw(JournalLine.Start.class));
            comesBackAsLine(random.draw(JournalLine.Declared.class));
            comesBackAsLine(random.draw(JournalLine.Cycle.class));
            comesBackAsLine(random.draw(JournalLine.Changed.class));
            comesBackAsLine(random.draw(JournalLine.Gap.class));
            comesBack(random.draw(Memory.class));
            comesBack(random.draw(OriginalPolicy.LastDecisions.class));
        }
        for (var alternatives : List.of(
                Measurement.class,
                Caveat.class,
                TargetState.class,
                Subject.class,
                Rationale.class,
                HoldCause.class,
                KeptReplicas.class)) {
            assertThat(random.drawn()).contains(alternatives.getPermittedSubclasses());
        }
    }

    private static void comesBack(Record memory) {
        var text = RecordJson.tree(memory).toString();
        assertThat((Object) RecordJson.value(RecordJson.parse(text), memory.getClass()))
                .as(text)
                .isEqualTo(memory);
    }

    @Test
    void aFleetItsPlansAndWhatThePolicyRemembersComeBackEqual() {
        comeBackEqual(new Planner(PlanningRules.DEFAULT));
        comeBackEqual(new OriginalPolicy());
    }

    @Test
    void aLoadOfAJournalThatKnewLessOfItIsRead() {
        var before = "{\"arrivalRatePerSecond\":1.5,\"completionRatePerSecond\":1.25,\"inputTokens\":20.0,"
                + "\"outputTokens\":178.0,\"running\":2.0,\"waiting\":0.0,\"abandonedRatePerSecond\":0.0}";
        var load = RecordJson.value(RecordJson.parse(before), Load.class);

        assertThat(load.outputTokens()).hasValue(178);
        assertThat(List.of(
                        load.inputVariability(),
                        load.outputVariability(),
                        load.computedInputTokens(),
                        load.tokensPerStep()))
                .containsOnly(OptionalDouble.empty());
        assertThat(RecordJson.tree(load)).hasToString(before);
    }

    @Test
    void whatAnOwnerWantsDoneAboutDecisionsComesBack() {
        var advisory = new Handling(Optional.of(Mode.ADVISORY), false);
        var fleet = Fleets.fleet(
                Fleets.priced(Fleets.sample(), 12.5).withHandling(advisory),
                Fleets.variant(new VariantId("llm-d-sim", "frozen"), 3)
                        .withHandling(new Handling(Optional.empty(), true)));
        var plan = new Planner(PlanningRules.DEFAULT)
                .plan(Fleets.observation(1, fleet, Fleets.measured(Fleets.load(40, 178))), Memory.EMPTY, WorkLimit.NONE)
                .plan();

        comesBack(new JournalLine.Declared(fleet));
        comesBack(JournalLine.Cycle.of(plan));
    }

    @Test
    void aFleetOfAVersionThatLearnedNothingIsRead() {
        var fleet = Fleets.fleet(Fleets.sample());
        var text = new String(RecordJson.bytes(new JournalLine.Declared(fleet)), StandardCharsets.UTF_8);

        assertThat(text).doesNotContain("calibration", "resetMark", "drainWithin", "hash", "actuation");
        assertThat(RecordJson.line(text)).isEqualTo(new JournalLine.Declared(fleet));
        assertThat(fleet.calibration(Fleets.sample())).isEqualTo(CalibrationMode.OFF);
        assertThat(fleet.actuation(Fleets.sample())).isEqualTo(ActuationMode.METRICS);
        assertThat(fleet.drainWithin(Fleets.sample())).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aTargetOfAVersionThatKnewOnlyTheBoundsOfItsAutoscalerIsRead() {
        var before = "{\"declaredReplicas\":1,\"currentReplicas\":1,\"readyReplicas\":1,\"pods\":[],"
                + "\"autoscaler\":{\"name\":\"hpa\",\"minReplicas\":1,\"maxReplicas\":5},"
                + "\"template\":{\"arguments\":{\"servedModelNames\":[]}}}";
        var target = RecordJson.value(RecordJson.parse(before), TargetState.Found.class);

        assertThat(target).isEqualTo(new TargetState.Found(1, 1, List.of(), Optional.of(new Autoscaler("hpa", 1, 5))));
        assertThat(RecordJson.tree(target)).hasToString(before);
    }

    private static <M> void comeBackEqual(Policy<M> policy) {
        var run = PolicyRun.start(policy);
        for (int cycle = 1; cycle <= 3; cycle++) {
            var step = run.plan(RandomFleet.observation(40, cycle), WorkLimit.NONE);
            run = step.next();
            comesBackAsLine(new JournalLine.Declared(step.plan().observation().fleet()));
            comesBackAsLine(JournalLine.Cycle.of(step.plan()));
            comesBack((Record) run.memory());
        }
    }

    private static void comesBackAsLine(JournalLine line) {
        var text = new String(RecordJson.bytes(line), StandardCharsets.UTF_8);
        assertThat(RecordJson.line(text)).as(text).isEqualTo(line);
    }
}
