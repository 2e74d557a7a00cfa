package ai.llmd.wva.declaration;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.TargetRef;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads all VariantAutoscalings together: a target that several of them name belongs to the oldest. */
public final class DeclaredVariants {
    private DeclaredVariants() {}

    /** What is known of a resource's scale target. */
    @FunctionalInterface
    public interface TargetLookup {
        TargetState find(VariantAutoscaling resource, TargetRef target);
    }

    /** The variants by name, each with what is wrong with its own declaration. */
    public static SortedMap<VariantId, Variant> read(Collection<VariantAutoscaling> resources, TargetLookup targets) {
        var claims = TargetClaims.of(resources);
        var variants = new TreeMap<VariantId, Variant>();
        for (var resource : resources) {
            var target = targets.find(resource, VariantConversion.targetOf(resource));
            variants.put(
                    VariantConversion.idOf(resource),
                    VariantConversion.toVariant(resource, target, claims.refusal(resource)));
        }
        return variants;
    }
}
