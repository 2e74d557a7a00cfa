package ai.llmd.wva.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ControllerStatus;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.ControllerName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimRuleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final ControllerName A = new ControllerName("wva-a", "wva");
    private static final ControllerName B = new ControllerName("wva-b", "wva");
    private static final ControllerName ALONE = new ControllerName("wva-c", "");

    private static ClaimRule as(ControllerName self) {
        return new ClaimRule(Optional.of(self), Optional.empty(), LIMIT);
    }

    private static ClaimRule as(ControllerName self, String instance) {
        return new ClaimRule(Optional.of(self), Optional.of(instance), LIMIT);
    }

    private static ControllerStatus by(ControllerName name, Duration age) {
        return as(name).mark(NOW.minus(age).toString()).orElseThrow();
    }

    private static ControllerStatus named(ControllerName name, String instance) {
        return as(name, instance).mark(NOW.toString()).orElseThrow();
    }

    private static VariantAutoscaling resource(ControllerStatus controller, ControllerStatus contender) {
        var resource = Resources.resource(Resources.YAML);
        resource.setStatus(
                new VariantAutoscalingStatus(null, null, null, null, null, null, null).by(controller, contender));
        return resource;
    }

    private static VariantAutoscaling labelled(ControllerStatus controller, ControllerStatus contender) {
        var resource = resource(controller, contender);
        resource.getMetadata().setLabels(Map.of(VariantAutoscaling.INSTANCE_LABEL, "blue"));
        return resource;
    }

    private static Optional<ControllerClaim> read(ClaimRule rule, VariantAutoscaling resource) {
        return rule.read(resource, NOW, name -> false);
    }

    @Test
    void whoIsAloneSeesNoClaim() {
        var untouched = Resources.resource(Resources.YAML);
        assertThat(read(as(A), untouched)).isEmpty();
        assertThat(read(as(A), resource(null, null))).as("of an older version").isEmpty();
        assertThat(read(as(A), resource(by(A, Duration.ofMinutes(5)), null))).isEmpty();
        assertThat(read(as(ALONE), resource(by(ALONE, Duration.ZERO), null))).isEmpty();
    }

    @Test
    void whoHasItKeepsItAndTheOtherHoldsBack() {
        var claimed = resource(by(A, Duration.ofMinutes(5)), null);

        assertThat(read(as(B), claimed)).contains(new ControllerClaim(A, Optional.of(B), true));
        assertThat(read(as(A), resource(by(A, Duration.ZERO), by(B, Duration.ZERO))))
                .contains(new ControllerClaim(A, Optional.of(B), false));
        assertThat(read(as(B), resource(by(A, Duration.ZERO), by(ALONE, Duration.ZERO))))
                .as("a third one")
                .contains(new ControllerClaim(A, Optional.of(B), true));
    }

    @Test
    void aClaimEndsWithItsAgeAndWithItsController() {
        assertThat(read(as(B), resource(by(A, LIMIT), null))).isPresent();
        assertThat(read(as(B), resource(by(A, LIMIT.plusSeconds(1)), null))).isEmpty();
        assertThat(read(as(B), resource(by(A, LIMIT.plusSeconds(1).negated()), null)))
                .as("a clock that is far ahead blocks nobody for ever")
                .isEmpty();
        assertThat(read(as(B), resource(new ControllerStatus("wva-a", "wva", null, null), null)))
                .as("without a time")
                .isEmpty();
        assertThat(as(B).read(resource(by(A, Duration.ZERO), null), NOW, Set.of(A)::contains))
                .isEmpty();
        assertThat(read(as(A), resource(by(A, Duration.ZERO), by(B, LIMIT.plusSeconds(1)))))
                .as("a contender that went away")
                .isEmpty();
    }

    @Test
    void theOneThatTheLabelNamesGetsItOnceTheOtherLetsGo() {
        var blue = as(B, "blue");
        var before = labelled(by(A, Duration.ZERO), null);
        assertThat(read(blue, before).map(ControllerClaim::elsewhere))
                .as("waits, so that no two act")
                .contains(true);

        var marked = labelled(by(A, Duration.ZERO), named(B, "blue"));
        assertThat(read(as(A), marked)).contains(new ControllerClaim(B, Optional.of(A), true));

        var freed = labelled(null, named(B, "blue"));
        assertThat(read(blue, freed)).isEmpty();
        assertThat(read(as(A), freed)).as("still").contains(new ControllerClaim(B, Optional.of(A), true));
    }

    @Test
    void aNameThatTheLabelDoesNotGiveCountsForNothing() {
        assertThat(read(as(A), labelled(by(A, Duration.ZERO), named(B, "green")))
                        .map(ControllerClaim::elsewhere))
                .contains(false);
        assertThat(read(as(A), resource(by(A, Duration.ZERO), named(B, "blue"))).map(ControllerClaim::elsewhere))
                .contains(false);
        assertThat(read(as(A, "blue"), labelled(named(A, "blue"), named(B, "blue")))
                        .map(ControllerClaim::elsewhere))
                .as("both have it")
                .contains(false);
    }

    @Test
    void whoOnlyLooksSeesTwoThatWantIt() {
        var observer = new ClaimRule(Optional.empty(), Optional.empty(), LIMIT);

        assertThat(read(observer, resource(by(A, Duration.ZERO), null))).isEmpty();
        assertThat(read(observer, resource(by(A, Duration.ZERO), by(B, Duration.ZERO))))
                .contains(new ControllerClaim(A, Optional.of(B), false));
        assertThat(observer.mark("now")).isEmpty();
    }
}
