package ai.llmd.wva.kubernetes;

import static ai.llmd.wva.model.Units.SECONDS_PER_MINUTE;

import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.Actuation;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.CurrentAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DecisionStatus;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.DesiredOptimizedAlloc;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus.LoadStatus;
import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.PriceText;
import ai.llmd.wva.model.Load;
import ai.llmd.wva.model.Measurement.Measured;
import ai.llmd.wva.model.PerformanceProfile;
import ai.llmd.wva.model.TargetState;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a variant's status says, in the form of docs/compatibility.md, Status. A measured value that is not known now
 * keeps what the status said before (the condition MetricsAvailable tells), and is 0.00 where it never was known or
 * nothing runs.
 */
public final class StatusProjection {
    private final StatusInputs inputs;
    private final Optional<VariantAutoscalingStatus> previous;

    private StatusProjection(StatusInputs inputs, Optional<VariantAutoscalingStatus> previous) {
        this.inputs = inputs;
        this.previous = previous;
    }

    /** Pure: the same inputs give the same status. */
    public static VariantAutoscalingStatus project(StatusInputs inputs, Optional<VariantAutoscalingStatus> previous) {
        return new StatusProjection(inputs, previous).project();
    }

    private VariantAutoscalingStatus project() {
        var desired = desired();
        return new VariantAutoscalingStatus(
                current(),
                desired.orElse(null),
                decision(),
                inputs.decision().suggestedWeightPercent().isPresent()
                        ? inputs.decision().suggestedWeightPercent().getAsInt()
                        : null,
                ProfileStatuses.of(inputs.decision().learning(), profile()).orElse(null),
                new Actuation(desired.isPresent() && !inputs.decision().advisory()),
                StatusConditions.of(inputs, previous));
    }

    private CurrentAlloc current() {
        var variant = inputs.variant();
        var accelerator = variant.currentAccelerator();
        var profile = accelerator.flatMap(variant::profileFor);
        int ready = variant.target() instanceof TargetState.Found found ? found.readyReplicas() : 0;
        return new CurrentAlloc(
                accelerator.orElse(""),
                variant.currentReplicas(),
                ready,
                profile.map(PerformanceProfile::maxBatchSize).orElse(0),
                cost(),
                measured(Load::itlMillis, CurrentAlloc::itlAverage),
                measured(Load::ttftMillis, CurrentAlloc::ttftAverage),
                measured(Load::waitMillis, CurrentAlloc::waitAverage),
                load());
    }

    private LoadStatus load() {
        var outputTokens = measured(Load::outputTokens, before(LoadStatus::avgOutputTokens));
        return new LoadStatus(
                measured(
                        load -> OptionalDouble.of(load.arrivalRatePerSecond() * SECONDS_PER_MINUTE),
                        before(LoadStatus::arrivalRate)),
                measured(Load::inputTokens, before(LoadStatus::avgInputTokens)),
                outputTokens,
                outputTokens);
    }

    /** Cents per hour of the replicas that there are; unknown for an accelerator without a price or a profile. */
    private String cost() {
        var variant = inputs.variant();
        var cost = inputs.fleet()
                .costCentsPerHour(variant, variant.currentAccelerator().orElse(""), variant.currentReplicas());
        return cost.isPresent() ? StatusText.decimal(cost.getAsDouble()) : kept(CurrentAlloc::variantCost);
    }

    private Optional<DesiredOptimizedAlloc> desired() {
        var decision = inputs.decision();
        if (decision.desiredReplicas().isEmpty()) {
            return Optional.empty();
        }
        var decidedAt = decision.decidedAt()
                .map(StatusText::time)
                .or(() -> previous.map(VariantAutoscalingStatus::desiredOptimizedAlloc)
                        .map(DesiredOptimizedAlloc::lastRunTime));
        return Optional.of(new DesiredOptimizedAlloc(
                decidedAt.orElse(null),
                decision.accelerator(),
                decision.desiredReplicas().getAsInt()));
    }

    private DecisionStatus decision() {
        var decision = inputs.decision();
        return new DecisionStatus(
                DecisionText.reason(decision),
                DecisionText.constraint(decision.constraint()),
                DecisionText.runnerUp(decision).orElse(null),
                DecisionText.changesAt(decision).orElse(null),
                DecisionText.advice(decision).orElse(null),
                inputs.fleet()
                        .price(inputs.variant(), decision.accelerator())
                        .map(PriceText::of)
                        .orElse(null));
    }

    private Optional<PerformanceProfile> profile() {
        var variant = inputs.variant();
        return variant.profileFor(inputs.decision().accelerator())
                .or(() -> variant.currentAccelerator().flatMap(variant::profileFor));
    }

    private String measured(Function<Load, OptionalDouble> value, Function<CurrentAlloc, String> before) {
        if (!(inputs.measurement() instanceof Measured measured)) {
            return kept(before);
        }
        if (measured.load().isZero()) {
            return StatusText.ZERO;
        }
        var known = value.apply(measured.load());
        return known.isPresent() && Double.isFinite(known.getAsDouble())
                ? StatusText.decimal(known.getAsDouble())
                : kept(before);
    }

    private String kept(Function<CurrentAlloc, String> field) {
        return previous.map(VariantAutoscalingStatus::currentAlloc).map(field).orElse(StatusText.ZERO);
    }

    private static Function<CurrentAlloc, String> before(Function<LoadStatus, String> field) {
        return current -> current.load() == null ? null : field.apply(current.load());
    }
}
