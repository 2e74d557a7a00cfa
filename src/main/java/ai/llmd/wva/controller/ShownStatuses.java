package ai.llmd.wva.controller;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.declaration.Timestamps;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Condition;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.CurrentAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DecisionStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DesiredOptimizedAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.LoadStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.ProfileStatus;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.ShownStatus;
import ai.llmd.wva.page.view.ConditionView;
import ai.llmd.wva.page.view.ProfileView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What the status of a resource shows, as the cache of the watch has it. What cannot be read is not known.
 *
 * @param resources the cache
 */
record ShownStatuses(Function<VariantId, Optional<VariantAutoscaling>> resources)
        implements Function<VariantId, Optional<ShownStatus>> {
    private static final String DECLARED = "declared";

    @Override
    public Optional<ShownStatus> apply(VariantId id) {
        return resources.apply(id).flatMap(ShownStatuses::read);
    }

    private static Optional<ShownStatus> read(VariantAutoscaling resource) {
        return Optional.ofNullable(resource.getStatus())
                .map(status -> read(resource.getMetadata().getUid(), status));
    }

    private static ShownStatus read(String uid, VariantAutoscalingStatus status) {
        var desired = Optional.ofNullable(status.desiredOptimizedAlloc());
        var current = Optional.ofNullable(status.currentAlloc());
        return new ShownStatus(
                uid,
                desired.map(DesiredOptimizedAlloc::numReplicas)
                        .filter(replicas -> replicas >= 0)
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty()),
                desired.map(DesiredOptimizedAlloc::accelerator).orElse(""),
                desired.flatMap(one -> Timestamps.read(one.lastRunTime())),
                rate(current.map(CurrentAlloc::load).map(LoadStatus::arrivalRate)),
                latency(current.map(CurrentAlloc::ttftAverage)),
                latency(current.map(CurrentAlloc::itlAverage)),
                words(Optional.ofNullable(status.decision())),
                Optional.ofNullable(status.profile()).flatMap(ShownStatuses::learned),
                (status.conditions() == null ? List.<Condition>of() : status.conditions())
                        .stream().map(ShownStatuses::condition).toList());
    }

    private static ShownStatus.StatusWords words(Optional<DecisionStatus> decision) {
        return new ShownStatus.StatusWords(
                decision.map(DecisionStatus::reason).orElse(""),
                decision.map(DecisionStatus::bindingConstraint).orElse(""),
                decision.map(DecisionStatus::changesAt),
                decision.map(DecisionStatus::runnerUp),
                decision.map(DecisionStatus::advice),
                decision.map(DecisionStatus::price));
    }

    private static ConditionView condition(Condition condition) {
        return new ConditionView(
                condition.type(),
                condition.status(),
                text(condition.reason()),
                text(condition.message()),
                Timestamps.read(condition.lastTransitionTime()));
    }

    private static Optional<ProfileView.Learned> learned(ProfileStatus profile) {
        var alpha = number(Optional.ofNullable(profile.alpha()));
        var beta = number(Optional.ofNullable(profile.beta()));
        return alpha.isEmpty() || beta.isEmpty() || DECLARED.equals(profile.source())
                ? Optional.empty()
                : Optional.of(new ProfileView.Learned(
                        alpha.getAsDouble(),
                        beta.getAsDouble(),
                        number(Optional.ofNullable(profile.delta())),
                        profile.samples() == null ? 0 : profile.samples(),
                        number(Optional.ofNullable(profile.confidence())).orElse(0),
                        text(profile.source()),
                        Optional.empty()));
    }

    /** A latency of 0 was never measured. */
    private static OptionalDouble latency(Optional<String> millis) {
        var known = number(millis);
        return known.isPresent() && known.getAsDouble() > 0 ? known : OptionalDouble.empty();
    }

    private static OptionalDouble rate(Optional<String> perMinute) {
        var known = number(perMinute);
        return known.isPresent() ? OptionalDouble.of(known.getAsDouble() / SECONDS_PER_MINUTE) : OptionalDouble.empty();
    }

    private static OptionalDouble number(Optional<String> text) {
        try {
            var value = text.map(Double::parseDouble);
            return value.isPresent() && Double.isFinite(value.get()) && value.get() >= 0
                    ? OptionalDouble.of(value.get())
                    : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
