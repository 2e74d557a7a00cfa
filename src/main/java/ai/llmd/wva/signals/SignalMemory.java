package ai.llmd.wva.signals;

import ai.llmd.wva.model.Variant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** What measuring carries from one measure to the next. Immutable. */
public final class SignalMemory {
    /** Of a process that has measured nothing yet. */
    public static final SignalMemory NONE = new SignalMemory(PodBook.EMPTY, LengthBook.EMPTY, Map.of());

    private final PodBook book;
    private final LengthBook lengths;
    /** By namespace, so that what changes in a few of them leaves the others as they are. */
    private final Map<String, Map<Owner, Recollection>> recollections;

    private SignalMemory(PodBook book, LengthBook lengths, Map<String, Map<Owner, Recollection>> recollections) {
        this.book = book;
        this.lengths = lengths;
        this.recollections = recollections;
    }

    /** With this book, and of what is remembered only that of these variants. */
    SignalMemory keeping(PodBook newBook, Collection<Variant> variants) {
        var kept = new HashMap<String, Map<Owner, Recollection>>();
        for (var variant : variants) {
            var owner = Owner.of(variant);
            var known = ofNamespace(owner).get(owner);
            if (known != null) {
                kept.computeIfAbsent(variant.id().namespace(), any -> new HashMap<>())
                        .put(owner, known);
            }
        }
        return new SignalMemory(newBook, lengths.keeping(variants), kept);
    }

    /** With what is new about some variants. */
    SignalMemory with(Map<Owner, Recollection> changed) {
        var all = new HashMap<>(recollections);
        var copied = new HashSet<String>();
        changed.forEach((owner, recollection) -> {
            var namespace = owner.variant().namespace();
            if (copied.add(namespace)) {
                all.put(namespace, new HashMap<>(ofNamespace(owner)));
            }
            all.get(namespace).put(owner, recollection);
        });
        return new SignalMemory(book, lengths, all);
    }

    PodBook book() {
        return book;
    }

    /** With another book of lengths. */
    SignalMemory with(LengthBook newLengths) {
        return new SignalMemory(book, newLengths, recollections);
    }

    LengthBook lengths() {
        return lengths;
    }

    /** What is remembered of a variant, be it nothing. */
    Recollection of(Variant variant) {
        var owner = Owner.of(variant);
        return ofNamespace(owner).getOrDefault(owner, Recollection.NONE);
    }

    private Map<Owner, Recollection> ofNamespace(Owner owner) {
        return recollections.getOrDefault(owner.variant().namespace(), Map.of());
    }
}
