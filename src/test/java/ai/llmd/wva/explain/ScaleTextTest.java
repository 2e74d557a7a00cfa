package ai.llmd.wva.explain;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.ScaleRemark;
import ai.llmd.wva.model.ScaleRemark.Brake;
import ai.llmd.wva.model.ScaleRules;
import ai.llmd.wva.model.ScaleWrite;
import ai.llmd.wva.model.ScaleWrite.Reason;
import ai.llmd.wva.model.TargetRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ScaleTextTest {
    private static final TargetRef TARGET = TargetRef.deployment("llm");

    @Test
    void namesWhatActsOnTheTarget() {
        var rules = new AutoscalerRules(
                Optional.of("llm"), List.of(), List.of(), OptionalDouble.empty(), OptionalDouble.empty(), List.of());
        assertThat(ScaleText.of(new ScaleRemark.ActedOn(new Autoscaler("keda-hpa-llm", 1, 5, Optional.of(rules)))))
                .isEqualTo(
                        "not scaled by the controller, since HorizontalPodAutoscaler keda-hpa-llm of ScaledObject llm"
                                + " acts on the same target; delete ScaledObject llm, or set actuation to metrics");
        assertThat(ScaleText.of(new ScaleRemark.Unsure(TARGET, "no right")))
                .isEqualTo(
                        "not scaled by the controller, since it is not known whether a HorizontalPodAutoscaler acts on"
                                + " Deployment llm: no right");
    }

    @Test
    void saysWhatIsWithheld() {
        assertThat(ScaleText.of(new ScaleRemark.Withheld(Outcome.FROZEN))).endsWith("since the variant is frozen");
        assertThat(ScaleText.of(new ScaleRemark.Withheld(Outcome.INVALID)))
                .endsWith("since its declaration cannot be used");
    }

    @Test
    void saysHowFarATargetIs() {
        assertThat(ScaleText.of(new ScaleRemark.Paced(5, 9, Brake.RATE)))
                .isEqualTo("asked for 5 now: at most 4 more or twice as many in 15 s");
        assertThat(ScaleText.of(new ScaleRemark.Paced(5, 3, Brake.WINDOW)))
                .isEqualTo("asked for 5 now: more were decided within 5 minutes");
        assertThat(ScaleText.of(new ScaleRemark.Paced(6, 4, Brake.BOUND)))
                .isEqualTo("asked for 6 now: it was outside minReplicas and maxReplicas");
    }

    private static String paced(int asked, int desired, Brake brake, ScaleRules.Course course) {
        var rules = desired > asked
                ? new ScaleRules(course, ScaleRules.DEFAULT.down())
                : new ScaleRules(ScaleRules.DEFAULT.up(), course);
        return ScaleText.of(new ScaleRemark.Paced(asked, desired, brake, rules));
    }

    @Test
    void saysByWhichRulesItGoes() {
        var hours = new ScaleRules.Course(
                Duration.ofSeconds(90),
                ScaleRules.Select.MIN,
                List.of(
                        new ScaleRules.Pace(2, ScaleRules.PaceUnit.PODS, Duration.ofMinutes(1)),
                        new ScaleRules.Pace(50, ScaleRules.PaceUnit.PERCENT, Duration.ofMinutes(10))));
        assertThat(paced(5, 9, Brake.RATE, hours))
                .isEqualTo("asked for 5 now: at most 2 more in 1 minute and 50 % more in 10 minutes");
        assertThat(paced(5, 9, Brake.WINDOW, hours)).isEqualTo("asked for 5 now: fewer were decided within 90 s");
        assertThat(paced(5, 3, Brake.RATE, hours))
                .isEqualTo("asked for 5 now: at most 2 fewer in 1 minute and 50 % fewer in 10 minutes");
        var never = new ScaleRules.Course(Duration.ZERO, ScaleRules.Select.DISABLED, hours.policies());
        assertThat(paced(5, 3, Brake.RATE, never))
                .isEqualTo("asked for 5 now: actuator.scaling.down.select is disabled");
    }

    @Test
    void saysWhatFailedAndWhatMendsIt() {
        assertThat(refused(Reason.FORBIDDEN))
                .isEqualTo("not scaled, since the controller may not get and update deployments/scale: install the"
                        + " component deploy/direct-actuation");
        assertThat(refused(Reason.NOT_FOUND)).isEqualTo("not scaled: Deployment llm is not found");
        assertThat(refused(Reason.CONFLICT))
                .isEqualTo("not scaled yet: somebody else changed Deployment llm; trying again in 15 s");
        assertThat(refused(Reason.OTHER))
                .isEqualTo("not scaled yet: the scale of Deployment llm cannot be written, a webhook says no; trying"
                        + " again in the next cycle");
    }

    private static String refused(Reason reason) {
        return ScaleText.of(new ScaleRemark.Refused(TARGET, new ScaleWrite.Failed(reason, "a webhook says no")));
    }
}
