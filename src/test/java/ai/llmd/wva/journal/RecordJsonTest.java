package ai.llmd.wva.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.benchmark.RandomFleet;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ai.llmd.wva.policy.OriginalPolicy;
import ai.llmd.wva.policy.Policy;
import ai.llmd.wva.policy.PolicyRun;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    @Test
    void aFleetItsPlansAndWhatThePolicyRemembersComeBackEqual() {
        comeBackEqual(new Planner(PlanningRules.DEFAULT));
        comeBackEqual(new OriginalPolicy());
    }

    private static <M> void comeBackEqual(Policy<M> policy) {
        var run = PolicyRun.start(policy);
        for (int cycle = 1; cycle <= 3; cycle++) {
            var step = run.plan(RandomFleet.observation(40, cycle), WorkLimit.NONE);
            run = step.next();
            comesBack(new JournalLine.Declared(step.plan().observation().fleet()));
            comesBack(JournalLine.Cycle.of(step.plan()));
            Object memory = run.memory();
            assertThat((Object) RecordJson.value(
                            RecordJson.parse(RecordJson.tree(memory).toString()), memory.getClass()))
                    .isEqualTo(memory);
        }
    }

    private static void comesBack(JournalLine line) {
        var text = new String(RecordJson.bytes(line), StandardCharsets.UTF_8);
        assertThat(RecordJson.line(RecordJson.parse(text))).as(text).isEqualTo(line);
    }
}
