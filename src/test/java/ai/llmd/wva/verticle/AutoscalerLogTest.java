package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.fixture.LogLines;
import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** At 40 requests a minute two replicas are decided. */
class AutoscalerLogTest {
    private static final String LIMITED = "WARN maxReplicas 1 of HorizontalPodAutoscaler hpa is below the 2 that are"
            + " needed; raise it, or set maxReplicas of the variant to 1";

    @RegisterExtension
    private final LogLines lines = new LogLines("ai.llmd.wva.plan", Level.WARN);

    private final AutoscalerLog log = new AutoscalerLog();

    private static Variant scaledTo(int maximum) {
        return variant(SAMPLE, 1)
                .withTarget(new TargetState.Found(1, 1, List.of(), Optional.of(new Autoscaler("hpa", 1, maximum))));
    }

    /** A cycle is a minute. */
    private List<String> lines(long cycle, Variant... variants) {
        lines.clear();
        log.write(new Planner(PlanningRules.DEFAULT)
                .plan(observation(cycle, fleet(variants), measured(load(40, 178))), Memory.EMPTY, WorkLimit.NONE)
                .plan());
        return lines.texts();
    }

    @Test
    void whatLimitsADecisionIsOneLineAnHourHoweverOftenItComesAndGoes() {
        assertThat(lines(1, scaledTo(1))).containsExactly(LIMITED);
        assertThat(lines(2, scaledTo(1))).isEmpty();
        assertThat(lines(3, scaledTo(5))).isEmpty();
        assertThat(lines(60, scaledTo(1))).isEmpty();
        assertThat(lines(61, scaledTo(1))).containsExactly(LIMITED);
    }

    @Test
    void aVariantThatIsMadeAnewIsNew() {
        lines(1, scaledTo(1));
        lines(2, variant(new VariantId("llm", "another"), 1));
        assertThat(lines(3, scaledTo(1))).containsExactly(LIMITED);
    }

    @Test
    void neitherAdviceNorATargetWithoutAnAutoscalerIsWorthALine() {
        assertThat(lines(1, scaledTo(1).withHandling(new Handling(Optional.of(Mode.ADVISORY), false))))
                .isEmpty();
        assertThat(lines(2, variant(SAMPLE, 1))).isEmpty();
    }
}
