package ai.llmd.wva.declaration;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which variant has a scale target that several of them name: the oldest, so that a mistaken newcomer disturbs
 * nobody. Two that sized the same pods would count the same load twice and pull at the same number.
 */
final class TargetClaims {
    private static final Comparator<VariantAutoscaling> OLDEST = Comparator.comparing(TargetClaims::created)
            .thenComparing(one -> one.getMetadata().getName());

    private final Map<String, VariantAutoscaling> owners = new HashMap<>();

    static TargetClaims of(Collection<VariantAutoscaling> variants) {
        var claims = new TargetClaims();
        variants.stream().sorted(OLDEST).forEach(one -> claims.owners.putIfAbsent(targetKey(one), one));
        return claims;
    }

    /** Why this variant may not have its target, in words for its owner. */
    Optional<String> refusal(VariantAutoscaling variant) {
        var owner = owners.get(targetKey(variant)).getMetadata().getName();
        return owner.equals(variant.getMetadata().getName())
                ? Optional.empty()
                : Optional.of(VariantConversion.targetOf(variant) + " is the target of VariantAutoscaling " + owner
                        + ": a target can have only one variant");
    }

    private static String targetKey(VariantAutoscaling variant) {
        return variant.getMetadata().getNamespace() + "/" + VariantConversion.targetOf(variant);
    }

    /** RFC 3339 in UTC, which sorts by time. */
    private static String created(VariantAutoscaling variant) {
        return VariantConversion.text(variant.getMetadata().getCreationTimestamp())
                .orElse("");
    }
}
