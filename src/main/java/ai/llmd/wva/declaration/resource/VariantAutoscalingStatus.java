package ai.llmd.wva.declaration.resource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What the controller observed and decided. Decimal strings have two decimals; times are RFC 3339 in UTC.
 *
 * @param controller the one of several controllers that wrote it
 * @param contender another controller that sees the resource too, and holds back
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VariantAutoscalingStatus(
        CurrentAlloc currentAlloc,
        DesiredOptimizedAlloc desiredOptimizedAlloc,
        DecisionStatus decision,
        Integer suggestedWeight,
        ProfileStatus profile,
        Actuation actuation,
        List<Condition> conditions,
        ControllerStatus controller,
        ControllerStatus contender) {

    /** What a controller that is alone writes. */
    public VariantAutoscalingStatus(
            CurrentAlloc currentAlloc,
            DesiredOptimizedAlloc desiredOptimizedAlloc,
            DecisionStatus decision,
            Integer suggestedWeight,
            ProfileStatus profile,
            Actuation actuation,
            List<Condition> conditions) {
        this(
                currentAlloc,
                desiredOptimizedAlloc,
                decision,
                suggestedWeight,
                profile,
                actuation,
                conditions,
                null,
                null);
    }

    /** The same with who wrote it, and who would have. */
    public VariantAutoscalingStatus by(ControllerStatus writer, ControllerStatus other) {
        return new VariantAutoscalingStatus(
                currentAlloc,
                desiredOptimizedAlloc,
                decision,
                suggestedWeight,
                profile,
                actuation,
                conditions,
                writer,
                other);
    }

    /** The condition of a type, where it was written before. */
    public Optional<Condition> condition(String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream()
                        .filter(condition -> type.equals(condition.type()))
                        .findFirst();
    }

    /**
     * What runs now.
     *
     * @param variantCost cents per hour of all current replicas
     * @param itlAverage ms, likewise ttftAverage and waitAverage
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CurrentAlloc(
            String accelerator,
            Integer numReplicas,
            Integer readyReplicas,
            Integer maxBatch,
            String variantCost,
            String itlAverage,
            String ttftAverage,
            String waitAverage,
            LoadStatus load) {}

    /**
     * The load of all replicas together.
     *
     * @param arrivalRate requests a minute
     * @param avgLength generated tokens a request, as the sizing uses it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LoadStatus(String arrivalRate, String avgInputTokens, String avgOutputTokens, String avgLength) {}

    /** The last decision. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DesiredOptimizedAlloc(String lastRunTime, String accelerator, Integer numReplicas) {}

    /**
     * Why the decision is what it is, in words.
     *
     * @param advice an accelerator that would serve the variant better
     * @param price what a replica costs, and who says so
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DecisionStatus(
            String reason, String bindingConstraint, String runnerUp, String changesAt, String advice, String price) {}

    /**
     * A performance profile, ms: the one that the decision used, else what is learned so far.
     *
     * @param source {@code declared}, {@code learned}, or {@code observed}: learned and not used
     * @param confidence that a learned one can be planned by, 0.00 to 1.00
     * @param templateHash of the servers that a learned one tells of
     * @param resetMark the annotation {@code wva.llmd.ai/reset-profile} by then
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProfileStatus(
            String accelerator,
            String source,
            String alpha,
            String beta,
            String gamma,
            String delta,
            Long samples,
            String confidence,
            String templateHash,
            String resetMark) {}

    /** Whether the decision is published to those who act on it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Actuation(Boolean applied) {}

    /**
     * A controller, and when it last took care of the resource or held back.
     *
     * @param lease by which its replicas choose their leader; absent where it always leads
     * @param instance its {@code CONTROLLER_INSTANCE}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ControllerStatus(String namespace, String lease, String instance, String renewTime) {}

    /** A standard condition. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Condition(
            String type,
            String status,
            Long observedGeneration,
            String lastTransitionTime,
            String reason,
            String message) {}
}
