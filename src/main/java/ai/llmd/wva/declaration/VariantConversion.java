package ai.llmd.wva.declaration;

import ai.llmd.wva.config.Spelling;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingSpec;
import ai.llmd.wva.model.AcceleratorOptions;
import ai.llmd.wva.model.LastGoodDecision;
import ai.llmd.wva.model.ReplicaLimits;
import ai.llmd.wva.model.ResourceIdentity;
import ai.llmd.wva.model.Role;
import ai.llmd.wva.model.ScaleTarget;
import ai.llmd.wva.model.ServedModel;
import ai.llmd.wva.model.SloClassRef;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads a VariantAutoscaling as a {@link Variant}. The API server's schema keeps most mistakes out; what comes
 * through all the same, or from a server without that schema, becomes a problem of the variant and never an exception.
 */
public final class VariantConversion {
    private static final VariantAutoscalingSpec EMPTY = new VariantAutoscalingSpec(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private VariantConversion() {}

    public static VariantId idOf(VariantAutoscaling resource) {
        return new VariantId(
                resource.getMetadata().getNamespace(), resource.getMetadata().getName());
    }

    /** What the resource scales: its reference, completed by the defaults, else the Deployment named like it. */
    public static TargetRef targetOf(VariantAutoscaling resource) {
        var own = resource.getMetadata().getName();
        var reference = specOf(resource).scaleTargetRef();
        if (reference == null) {
            return TargetRef.deployment(own);
        }
        return new TargetRef(
                text(reference.apiVersion()).orElse(TargetRef.DEFAULT_API_VERSION),
                text(reference.kind()).orElse(TargetRef.DEFAULT_KIND),
                text(reference.name()).orElse(own));
    }

    public static Variant toVariant(VariantAutoscaling resource, TargetState target) {
        return toVariant(resource, target, Optional.empty());
    }

    /** One that may not have its target, where {@code refusal} says why. */
    static Variant toVariant(VariantAutoscaling resource, TargetState target, Optional<String> refusal) {
        var spec = specOf(resource);
        var metadata = resource.getMetadata();
        var problems = new FieldProblems(idOf(resource));
        refusal.ifPresent(problems::add);
        TargetKinds.refusal(targetOf(resource)).ifPresent(problems::add);
        if (text(spec.modelID()).isEmpty()) {
            problems.add("modelID is empty");
        }
        if (spec.scaleTargetRef() != null && text(spec.scaleTargetRef().name()).isEmpty()) {
            problems.add("scaleTargetRef.name is empty");
        }
        var profiles = ProfileConversion.profiles(spec.modelProfile(), problems);
        var minimum = replicas(spec.minReplicas(), "minReplicas", problems);
        var maximum = replicas(spec.maxReplicas(), "maxReplicas", problems);
        if (minimum.isPresent() && maximum.isPresent() && minimum.getAsInt() > maximum.getAsInt()) {
            problems.add("minReplicas " + minimum.getAsInt() + " is above maxReplicas " + maximum.getAsInt());
        }
        var labels = metadata.getLabels();
        var variant = new Variant(
                new ResourceIdentity(
                        idOf(resource),
                        text(metadata.getUid()).orElse(""),
                        metadata.getGeneration() == null ? 0 : metadata.getGeneration()),
                new ServedModel(text(spec.modelID()).orElse(""), role(spec.role(), problems)),
                new ScaleTarget(targetOf(resource), target),
                new AcceleratorOptions(
                        text(labels == null ? null : labels.get(VariantAutoscaling.ACCELERATOR_LABEL)),
                        profiles,
                        Optional.ofNullable(spec.keepAccelerator()),
                        replicaCost(spec.variantCost(), problems),
                        LearnedConversion.learned(resource)),
                new ReplicaLimits(minimum, maximum, replicas(spec.fallbackReplicas(), "fallbackReplicas", problems)),
                sloClassRef(spec.sloClassRef()),
                lastGood(resource),
                HandlingConversion.handling(resource, spec, problems),
                problems.all());
        return variant.learned().map(learned -> learned.isOf(variant)).orElse(true)
                ? variant
                : variant.withAccelerators(variant.acceleratorOptions().withLearned(Optional.empty()));
    }

    /** A text that says something, or nothing. */
    static Optional<String> text(String value) {
        return Optional.ofNullable(value).filter(present -> !present.isBlank());
    }

    private static VariantAutoscalingSpec specOf(VariantAutoscaling resource) {
        return resource.getSpec() == null ? EMPTY : resource.getSpec();
    }

    private static Optional<SloClassRef> sloClassRef(VariantAutoscalingSpec.SloClassRef reference) {
        if (reference == null) {
            return Optional.empty();
        }
        var read = new SloClassRef(text(reference.name()), text(reference.key()));
        return read.name().isPresent() || read.key().isPresent() ? Optional.of(read) : Optional.empty();
    }

    private static Optional<Role> role(String value, FieldProblems problems) {
        if (value == null) {
            return Optional.empty();
        }
        for (var role : Role.values()) {
            if (role.label().equals(value)) {
                return Optional.of(role);
            }
        }
        problems.add("role \"" + value + "\" is not prefill, decode or both");
        return Optional.empty();
    }

    private static OptionalDouble replicaCost(String value, FieldProblems problems) {
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!ProfileConversion.DECIMAL.matcher(value).matches()) {
            problems.add("variantCost " + Spelling.quote(value) + " is not a number of cents/hour such as 40.00");
        } else if (Double.parseDouble(value) > Numbers.LARGEST) {
            problems.add("variantCost " + Spelling.quote(value) + " is above 1000000000 (cents/hour)");
        } else {
            return OptionalDouble.of(Double.parseDouble(value));
        }
        return OptionalDouble.empty();
    }

    private static OptionalInt replicas(Integer value, String field, FieldProblems problems) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < 0) {
            problems.add(field + " " + value + " is below 0");
            return OptionalInt.empty();
        }
        return OptionalInt.of(value);
    }

    /** The last decision that the status shows; nothing if it is not complete, as after a hand-made edit. */
    private static Optional<LastGoodDecision> lastGood(VariantAutoscaling resource) {
        var status = resource.getStatus();
        var desired = status == null ? null : status.desiredOptimizedAlloc();
        if (desired == null || desired.numReplicas() == null || desired.numReplicas() < 0) {
            return Optional.empty();
        }
        return Timestamps.read(desired.lastRunTime())
                .map(at -> new LastGoodDecision(text(desired.accelerator()).orElse(""), desired.numReplicas(), at));
    }
}
