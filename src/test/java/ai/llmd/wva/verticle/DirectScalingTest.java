package ai.llmd.wva.verticle;

import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.ScaleText;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.ScaleRules.Pace;
import ai.llmd.wva.model.ScaleRules.PaceUnit;
import ai.llmd.wva.model.ScaleRules.Select;
import ai.llmd.wva.model.WorkLimit;
import ai.llmd.wva.planning.Memory;
import ai.llmd.wva.planning.Planner;
import ai.llmd.wva.planning.PlanningRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that are configured are those by which targets go. */
class DirectScalingTest {
    private final SettableClock clock = new SettableClock(Fleets.NOW);
    private final FakeScaler scaler = new FakeScaler(1);

    private static Plan plan(double requestsPerMinute) {
        var own = variant(SAMPLE, 1).withHandling(Handling.USUAL.withActuation(ActuationMode.SCALE));
        return new Planner(PlanningRules.DEFAULT)
                .plan(observation(1, fleet(own), measured(load(requestsPerMinute, 178))), Memory.EMPTY, WorkLimit.NONE)
                .plan();
    }

    @Test
    void aTargetGoesByTheRulesThatAreGivenAndSaysSo() {
        var onePodAMinute = new ScaleRules(
                new ScaleRules.Course(
                        Duration.ZERO, Select.MAX, List.of(new Pace(1, PaceUnit.PODS, Duration.ofMinutes(1)))),
                ScaleRules.DEFAULT.down());
        var scaling = new DirectScaling(scaler, onePodAMinute, () -> true, clock, new SimpleMeterRegistry());

        assertThat(scaling.act(plan(90), SAMPLE).map(ScaleText::of))
                .contains("asked for 2 now: at most 1 more in 1 minute");
        clock.advance(Duration.ofSeconds(59));
        scaling.act(plan(90), SAMPLE);
        assertThat(scaler.replicas).containsEntry(SAMPLE, 2);
        clock.advance(Duration.ofSeconds(2));
        scaling.act(plan(90), SAMPLE);
        assertThat(scaler.replicas).containsEntry(SAMPLE, 3);
    }
}
