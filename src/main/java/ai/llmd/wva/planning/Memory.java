package ai.llmd.wva.planning;

import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@link Planner} carries from one cycle to the next. */
public record Memory(SortedMap<VariantId, VariantMemory> variants) {
    public static final Memory EMPTY = new Memory(new TreeMap<>());

    public Memory {
        variants = Collections.unmodifiableSortedMap(new TreeMap<>(variants));
    }

    /** What is remembered of a variant; nothing if the resource was re-created since. */
    public Optional<VariantMemory> of(Variant variant) {
        return Optional.ofNullable(variants.get(variant.id()))
                .filter(memory -> memory.uid().equals(variant.uid()));
    }
}
