package ai.llmd.wva.page;

import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.page.view.RowView;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of the table as JSON, and which of them changed since somebody was last told. Used by one thread. */
final class RowBook {
    private final NavigableMap<VariantId, Row> rows = new TreeMap<>();
    private final SortedSet<VariantId> changed = new TreeSet<>();
    private final SortedSet<VariantId> removed = new TreeSet<>();

    /**
     * A row.
     *
     * @param news what is worth telling when it changes
     * @param desiredCostCentsPerHour of the desired replicas, where there is a number; else of the current ones
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed, and compared by nobody
    record Row(
            RowView news,
            byte[] json,
            boolean holds,
            boolean troubled,
            double costCentsPerHour,
            double desiredCostCentsPerHour) {
        static Row of(RowView view) {
            var price = view.replicaCostCentsPerHour().orElse(0);
            return new Row(
                    view.withoutSpark(),
                    PageJson.bytes(view),
                    view.outcome().map(RowBook::isHeld).orElse(false),
                    view.worst().isPresent(),
                    view.costCentsPerHour().orElse(0),
                    price * view.replicas().desired().orElse(view.replicas().current()));
        }
    }

    private static boolean isHeld(Outcome outcome) {
        return !outcome.succeeded();
    }

    void put(VariantId id, Row row) {
        var before = rows.put(id, row);
        if (before == null || !before.news().equals(row.news())) {
            changed.add(id);
            removed.remove(id);
        }
    }

    void keepOnly(SortedSet<VariantId> variants) {
        rows.keySet().removeIf(id -> {
            boolean gone = !variants.contains(id);
            if (gone) {
                changed.remove(id);
                removed.add(id);
            }
            return gone;
        });
    }

    NavigableMap<VariantId, Row> after(Optional<VariantId> id) {
        return id.map(last -> rows.tailMap(last, false)).orElse(rows);
    }

    Iterable<Row> all() {
        return rows.values();
    }

    int size() {
        return rows.size();
    }

    /** The rows that changed since the last time. */
    List<Row> takeChanged() {
        var taken = changed.stream().map(rows::get).toList();
        changed.clear();
        return taken;
    }

    List<String> takeRemoved() {
        var taken = removed.stream().map(VariantId::toString).toList();
        removed.clear();
        return taken;
    }

    boolean hasNews() {
        return !changed.isEmpty() || !removed.isEmpty();
    }
}
