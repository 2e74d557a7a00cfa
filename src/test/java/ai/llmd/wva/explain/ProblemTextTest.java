package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
    private static final Subject.Entry ENTRY =
            new Subject.Entry(new ConfigMapName("wva", "service-classes-config"), "premium.yaml");

    @Test
    void theSubjectTheReasonAndTheEffectAreOneSentence() {
        var row = new Subject.Row(ENTRY, 2, Optional.of("m"));
        assertThat(ProblemText.full(new Problem(row, Effect.LEFT_OUT, "slo-ttft: \"x\" is not a number")))
                .isEqualTo("ConfigMap wva/service-classes-config key premium.yaml: data row 2 (m):"
                        + " slo-ttft: \"x\" is not a number; the row is ignored until it is fixed");
        assertThat(ProblemText.full(new Problem(
                        new Subject.EnvironmentVariable("LOG_LEVEL"), Effect.PASSED_OVER, "\"x\" is not one of info")))
                .isEqualTo("environment variable LOG_LEVEL: \"x\" is not one of info; the variable is ignored");
    }

    @Test
    void anEventOfAConfigMapNamesThePlaceInIt() {
        assertThat(ProblemText.withinConfigMap(new Problem(ENTRY, Effect.LAST_GOOD, "has no name")))
                .isEqualTo("key premium.yaml: has no name; the last good entry stays in force");
        assertThat(ProblemText.withinConfigMap(
                        new Problem(new Subject.WholeConfigMap(ENTRY.in()), Effect.LEFT_OUT, "does not exist")))
                .isEqualTo("does not exist; nothing can be planned without it");
    }

    @Test
    void aRemarkHasNoEffect() {
        var problem = new Problem(ENTRY, Effect.REMARK, "unknown key \"prio\" is ignored");
        assertThat(ProblemText.withEffect(problem)).isEqualTo(problem.message());
        assertThat(problem.effect().isLoss()).isFalse();
    }
}
