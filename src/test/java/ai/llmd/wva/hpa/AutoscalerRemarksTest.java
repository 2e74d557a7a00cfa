package ai.llmd.wva.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.Autoscaler;
import ai.llmd.wva.model.AutoscalerRemark;
import ai.llmd.wva.model.AutoscalerRules;
import ai.llmd.wva.model.DecisionMetric;
import ai.llmd.wva.model.DecisionMetric.Quantity;
import ai.llmd.wva.model.DecisionMetric.TargetType;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.PodTemplate;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AutoscalerRemarksTest {
    private static final VariantId ID = new VariantId("llm", "vllme");
    private static final DecisionMetric REPLICAS = metric(Quantity.REPLICAS, TargetType.AVERAGE_VALUE, 1000, "vllme");
    private static final DecisionMetric RATIO = metric(Quantity.RATIO, TargetType.VALUE, 1000, "vllme");

    private static DecisionMetric metric(Quantity quantity, TargetType targetType, long milli, String variant) {
        return new DecisionMetric(quantity, targetType, milli, Optional.ofNullable(variant));
    }

    private static AutoscalerRules rules(DecisionMetric... followed) {
        return new AutoscalerRules(
                Optional.empty(),
                List.of(followed),
                List.of(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    private static Autoscaler autoscaler(AutoscalerRules rules) {
        return new Autoscaler("hpa", 1, 20, Optional.of(rules));
    }

    private static AutoscalerRules tolerating(double up, double down) {
        return new AutoscalerRules(
                Optional.empty(),
                List.of(REPLICAS),
                List.of(),
                OptionalDouble.of(up),
                OptionalDouble.of(down),
                List.of());
    }

    private static AutoscalerRules ofScaledObject(DecisionMetric... followed) {
        return new AutoscalerRules(
                Optional.of("llm"),
                List.of(followed),
                List.of("s0-prometheus"),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    private static Variant variant(int declared, int current, Autoscaler autoscaler) {
        return Fleets.variant(ID, declared)
                .withTarget(
                        new TargetState.Found(declared, current, current, List.of(), Optional.ofNullable(autoscaler)));
    }

    private static List<AutoscalerRemark> remarks(int running, int desired, Autoscaler autoscaler) {
        return AutoscalerRemarks.of(variant(running, running, autoscaler), OptionalInt.of(desired));
    }

    @Test
    void oneThatFollowsIsNotWorthAWord() {
        for (var metric : List.of(REPLICAS, RATIO, metric(Quantity.REPLICAS, TargetType.AVERAGE_VALUE, 1000, null))) {
            var follows = autoscaler(rules(metric));
            assertThat(remarks(10, 10, follows)).isEmpty();
            assertThat(remarks(10, 12, follows)).isEmpty();
            assertThat(remarks(10, 8, follows)).isEmpty();
            assertThat(AutoscalerRemarks.of(variant(10, 10, follows), OptionalInt.empty()))
                    .isEmpty();
        }
    }

    @Test
    void whatItsToleranceHidesIsTold() {
        for (var metric : List.of(REPLICAS, RATIO)) {
            var by = autoscaler(rules(metric));
            assertThat(remarks(10, 11, by)).containsExactly(new AutoscalerRemark.Ignored(by, 10, 11, 0.1, false));
            assertThat(remarks(10, 9, by)).containsExactly(new AutoscalerRemark.Ignored(by, 10, 9, 0.1, false));
        }
        var by = autoscaler(tolerating(0, 0.25));
        assertThat(remarks(10, 11, by)).isEmpty();
        assertThat(remarks(10, 8, by)).containsExactly(new AutoscalerRemark.Ignored(by, 10, 8, 0.25, true));
        assertThat(remarks(10, 7, by)).isEmpty();
    }

    @Test
    void whatItHasAlreadySetIsNotIgnored() {
        var by = autoscaler(rules(REPLICAS));

        assertThat(AutoscalerRemarks.of(variant(11, 10, by), OptionalInt.of(11)))
                .as("a pod is not made yet")
                .isEmpty();
    }

    @Test
    void aDecisionBeyondItsBoundsIsTold() {
        var by = autoscaler(rules(REPLICAS));

        assertThat(remarks(20, 21, by)).containsExactly(new AutoscalerRemark.AboveMaximum(by, 21));
        assertThat(remarks(1, 0, by)).containsExactly(new AutoscalerRemark.BelowMinimum(by, 0));
        assertThat(remarks(0, 0, by)).as("it is there all the same").isEmpty();
    }

    @Test
    void kedaGoesToZeroThoughTheAutoscalerThatItMakesDoesNot() {
        assertThat(remarks(1, 0, autoscaler(ofScaledObject(REPLICAS)))).isEmpty();
        var two = new Autoscaler("hpa", 2, 20, Optional.of(ofScaledObject(REPLICAS)));
        assertThat(remarks(2, 0, two)).containsExactly(new AutoscalerRemark.BelowMinimum(two, 0));
        var one = new Autoscaler("hpa", 2, 20, Optional.of(ofScaledObject(REPLICAS)));
        assertThat(remarks(2, 1, one)).containsExactly(new AutoscalerRemark.BelowMinimum(one, 1));
    }

    @Test
    void fromZeroNothingIsIgnored() {
        assertThat(remarks(0, 1, autoscaler(rules(REPLICAS)))).isEmpty();
    }

    @Test
    void oneThatGoesBySomethingElseIsTold() {
        var by = autoscaler(rules());
        assertThat(remarks(10, 11, by)).containsExactly(new AutoscalerRemark.OtherMetrics(by, List.of()));
        assertThat(remarks(20, 21, by))
                .containsExactly(
                        new AutoscalerRemark.OtherMetrics(by, List.of()), new AutoscalerRemark.AboveMaximum(by, 21));
        assertThat(remarks(10, 11, autoscaler(ofScaledObject())))
                .as("its triggers are not known")
                .isEmpty();
    }

    @Test
    void oneThatReadsTheDecisionWronglyIsTold() {
        var foreign = metric(Quantity.REPLICAS, TargetType.AVERAGE_VALUE, 1000, "other");
        var by = autoscaler(rules(foreign));
        assertThat(remarks(10, 11, by)).containsExactly(new AutoscalerRemark.OtherVariant(by, foreign, "vllme"));

        for (var odd : List.of(
                metric(Quantity.REPLICAS, TargetType.VALUE, 1000, "vllme"),
                metric(Quantity.REPLICAS, TargetType.AVERAGE_VALUE, 2000, "vllme"),
                metric(Quantity.RATIO, TargetType.AVERAGE_VALUE, 1000, "vllme"),
                metric(Quantity.RATIO, TargetType.VALUE, 800, "vllme"))) {
            var misreading = autoscaler(rules(odd));
            assertThat(remarks(10, 11, misreading)).containsExactly(new AutoscalerRemark.Misread(misreading, odd));
            assertThat(AutoscalerRemarks.of(variant(10, 10, misreading), OptionalInt.empty()))
                    .containsExactly(new AutoscalerRemark.Misread(misreading, odd));
        }
    }

    @Test
    void ofSeveralOnOneTargetNothingElseMatters() {
        var by = new Autoscaler(
                "a",
                1,
                5,
                Optional.of(new AutoscalerRules(
                        Optional.empty(),
                        List.of(REPLICAS),
                        List.of(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        List.of("b"))));

        assertThat(remarks(1, 9, by)).containsExactly(new AutoscalerRemark.Rivalry(List.of("a", "b")));
    }

    @Test
    void noneAndAnUnknownOneAreDifferent() {
        var target = Fleets.variant(ID, 1).targetRef();
        assertThat(remarks(1, 2, null)).containsExactly(new AutoscalerRemark.Absent(target));

        var unread = new TargetState.Found(
                1, 1, 1, List.of(), Optional.empty(), PodTemplate.UNKNOWN, Optional.of("they cannot be read"));
        assertThat(AutoscalerRemarks.of(Fleets.variant(ID, 1).withTarget(unread), OptionalInt.of(2)))
                .containsExactly(new AutoscalerRemark.Unread(target, "they cannot be read"));
        assertThat(AutoscalerRemarks.of(
                        Fleets.variant(ID, 1).withTarget(new TargetState.Missing("it is gone")), OptionalInt.of(2)))
                .isEmpty();
    }

    @Test
    void ofAJournalThatKnewOnlyTheBoundsTheseAreTold() {
        var by = new Autoscaler("hpa", 1, 5);
        assertThat(remarks(10, 11, by)).containsExactly(new AutoscalerRemark.AboveMaximum(by, 11));
        assertThat(remarks(4, 5, by)).isEmpty();
        assertThat(remarks(5, 4, new Autoscaler("hpa", 1, 50))).isEmpty();
    }

    @Test
    void whatMayBeMeantIsNoFault() {
        var by = autoscaler(rules());
        assertThat(new AutoscalerRemark.OtherMetrics(by, List.of()).isFault()).isFalse();
        assertThat(new AutoscalerRemark.Absent(Fleets.variant(ID, 1).targetRef()).isFault())
                .isFalse();
        assertThat(new AutoscalerRemark.Unread(Fleets.variant(ID, 1).targetRef(), "").isFault())
                .isFalse();
        assertThat(new AutoscalerRemark.Misread(by, RATIO).isFault()).isTrue();
    }
}
