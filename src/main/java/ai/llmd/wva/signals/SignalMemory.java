package ai.llmd.wva.signals;

import java.util.Map;

/** What measuring carries from one measure to the next. Immutable. */
public final class SignalMemory {
    /** Of a process that has measured nothing yet. */
    public static final SignalMemory NONE = new SignalMemory(PodBook.EMPTY, Map.of());

    private final PodBook book;
    private final Map<Owner, Recollection> recollections;

    SignalMemory(PodBook book, Map<Owner, Recollection> recollections) {
        this.book = book;
        this.recollections = Map.copyOf(recollections);
    }

    PodBook book() {
        return book;
    }

    Map<Owner, Recollection> recollections() {
        return recollections;
    }
}
