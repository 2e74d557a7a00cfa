package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionNamesTest {
    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsUnderstoodByWhoReadsIt(Outcome outcome) {
        assertThat(ConditionNames.outcome(ConditionNames.reason(outcome)))
                .contains(outcome == Outcome.FALLBACK ? Outcome.HELD : outcome);
    }

    @Test
    void aReasonThatNobodyHereWritesTellsNothing() {
        assertThat(ConditionNames.outcome("Reconciling")).isEmpty();
    }
}
