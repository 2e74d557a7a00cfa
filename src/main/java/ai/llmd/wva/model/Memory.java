package ai.llmd.wva.model;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the planner carries from one cycle to the next. */
public record Memory(SortedMap<VariantId, VariantMemory> variants) {
    public static final Memory EMPTY = new Memory(new TreeMap<>());

    public Memory {
        variants = Checks.sorted(variants);
    }

    /** What is remembered of a variant; nothing if the resource was re-created since. */
    public Optional<VariantMemory> of(Variant variant) {
        return Optional.ofNullable(variants.get(variant.id()))
                .filter(memory -> memory.uid().equals(variant.uid()));
    }
}
