package ai.llmd.wva.page;

import ai.llmd.wva.explain.ConditionNames;
import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.model.Allocation;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.ReplicaPrice;
import ai.llmd.wva.model.ServiceTarget;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.page.view.ConditionView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What is known of a variant now: by this process's own plan where it leads and has one, else by what status shows.
 *
 * @param fleet the newest declaration
 * @param planned the newest plan, if it has a decision on this very resource
 */
record VariantNow(Fleet fleet, Variant variant, Optional<Plan> planned, ShownStatus status) {
    static VariantNow of(Fleet fleet, Variant variant, Optional<Plan> newest, Optional<ShownStatus> shown) {
        return new VariantNow(
                fleet,
                variant,
                newest.filter(plan -> isOn(plan, variant)),
                shown.filter(status -> status.uid().equals(variant.uid()))
                        .orElseGet(() -> ShownStatus.none(variant.uid())));
    }

    private static boolean isOn(Plan plan, Variant variant) {
        var then = plan.observation().fleet().variants().get(variant.id());
        return then != null && then.uid().equals(variant.uid());
    }

    Optional<Decision> decision() {
        return planned.map(plan -> plan.decisions().get(variant.id()));
    }

    Optional<Measurement> measurement() {
        return planned.map(plan -> plan.observation().measurements().get(variant.id()));
    }

    Optional<Load> load() {
        return planned.flatMap(plan -> plan.observation().measured(variant.id()))
                .map(Measured::load);
    }

    /** When the load was measured. */
    Optional<Instant> measuredAt() {
        return planned.isPresent() ? planned.map(plan -> plan.observation().at()) : status.decidedAt();
    }

    OptionalDouble arrivalPerSecond() {
        return planned.isPresent() ? number(load(), Load::arrivalRatePerSecond) : status.arrivalPerSecond();
    }

    OptionalDouble ttftMillis() {
        return planned.isPresent() ? optional(load(), Load::ttftMillis) : status.ttftMillis();
    }

    OptionalDouble itlMillis() {
        return planned.isPresent() ? optional(load(), Load::itlMillis) : status.itlMillis();
    }

    OptionalInt desired() {
        return planned.isPresent() ? decision().orElseThrow().desiredReplicas() : status.desired();
    }

    int current() {
        return variant.currentReplicas();
    }

    int ready() {
        return variant.target() instanceof TargetState.Found found ? found.readyReplicas() : 0;
    }

    String accelerator() {
        return variant.currentAccelerator()
                .or(() -> decision().map(Decision::accelerator).filter(name -> !name.isEmpty()))
                .orElse(status.accelerator());
    }

    Optional<ReplicaPrice> price() {
        return fleet.price(variant, accelerator());
    }

    OptionalDouble costCentsPerHour(int replicas) {
        return number(price(), one -> one.centsPerHour(replicas));
    }

    Optional<Allocation> allocation() {
        return decision().flatMap(Decision::allocation);
    }

    /** Where nothing arrives, nothing is sized: then there is no such rate. */
    OptionalDouble replicaPerSecond() {
        var rate = number(allocation(), Allocation::maxRatePerSecond);
        return rate.isPresent() && rate.getAsDouble() > 0 ? rate : OptionalDouble.empty();
    }

    Optional<ServiceTarget> target() {
        return fleet.classFor(variant).flatMap(one -> one.targetFor(variant.modelId()));
    }

    Optional<Outcome> outcome() {
        return decision()
                .map(Decision::outcome)
                .or(() -> status.conditions().stream()
                        .filter(condition -> condition.type().equals(ConditionNames.OPTIMIZATION_READY))
                        .map(ConditionView::reason)
                        .findFirst()
                        .flatMap(ConditionNames::outcome));
    }

    Optional<Constraint> constraint() {
        return decision()
                .map(Decision::constraint)
                .or(() -> Stream.of(Constraint.values())
                        .filter(one -> DecisionText.constraint(one)
                                .equals(status.decision().binding()))
                        .findFirst());
    }

    String reason() {
        return decision().map(DecisionText::reason).orElse(status.decision().reason());
    }

    List<String> explanation() {
        return planned.isPresent()
                ? VariantExplanation.of(
                        variant, decision().orElseThrow(), measurement().orElseThrow(), price())
                : VariantExplanation.of(status.decision());
    }

    private static <T> OptionalDouble number(Optional<T> of, ToDoubleFunction<T> value) {
        return of.isPresent() ? OptionalDouble.of(value.applyAsDouble(of.get())) : OptionalDouble.empty();
    }

    private static <T> OptionalDouble optional(Optional<T> of, Function<T, OptionalDouble> value) {
        return of.map(value).orElse(OptionalDouble.empty());
    }
}
