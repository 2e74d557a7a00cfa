package ai.llmd.wva.history;

import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What became of each variant over the last hours, within a budget of memory: with more variants the step gets coarser,
 * then the span shorter. Used by one thread at a time.
 */
public final class FleetHistory {
    private static final int STEPS_PER_INTERVAL = 4;
    private static final int INTERVALS_CARRIED = 3;

    private final long bytes;
    private final Duration span;
    private final Duration interval;
    private final Instant began;
    private final SortedMap<VariantId, Track> tracks = new TreeMap<>();
    private Grid grid;
    private int room;
    /** Of variants that are gone. */
    private double formerSpentCents;

    private double formerPeakSpentCents;

    /**
     * An empty one.
     *
     * @param bytes for the values of all variants
     * @param span how far back to reach where the budget allows it
     * @param interval in which news usually come; what is older than a few of them is not known any more
     * @param began now
     */
    public FleetHistory(long bytes, Duration span, Duration interval, Instant began) {
        this.bytes = bytes;
        this.span = span;
        this.interval = interval;
        this.began = began;
        this.grid = gridFor(1);
    }

    private Grid gridFor(int variants) {
        room = variants;
        long seconds = Math.max(1, interval.toSeconds() / STEPS_PER_INTERVAL);
        return Grid.within(bytes, span, Duration.ofSeconds(seconds), variants);
    }

    /** What is known of all variants from now on; those that are not among them are gone. */
    public void record(Instant now, Map<VariantId, HistoryPoint> points) {
        tracks.entrySet().removeIf(entry -> {
            var point = points.get(entry.getKey());
            boolean gone = point == null || !entry.getValue().isOf(point.uid());
            if (gone) {
                retire(entry.getValue(), now);
            }
            return gone;
        });
        makeRoom(points.size());
        points.forEach((id, point) -> tracks.computeIfAbsent(id, any -> new Track(point.uid(), grid, carried(), now))
                .put(now, point));
    }

    private void retire(Track track, Instant now) {
        track.advance(now);
        formerSpentCents += track.spentCents();
        formerPeakSpentCents += track.peakSpentCents(now);
    }

    /** For twice as many as there are, so that not each new variant costs a copy of all. */
    private void makeRoom(int variants) {
        if (variants <= room) {
            return;
        }
        var before = grid;
        var doubled = gridFor(Math.max(variants, 2 * room));
        grid = doubled;
        if (!grid.equals(before)) {
            tracks.replaceAll((id, track) -> track.on(grid, carried()));
        }
    }

    private int carried() {
        return (int) Math.max(1, INTERVALS_CARRIED * interval.toMillis() / grid.stepMillis());
    }

    /** Time went on without news. */
    public void advance(Instant now) {
        tracks.values().forEach(track -> track.advance(now));
    }

    /** Everything that is kept of a variant. */
    public Optional<HistorySeries> series(VariantId id) {
        return Optional.ofNullable(tracks.get(id)).map(Track::series);
    }

    /**
     * Values of a column over the last while, oldest first, evenly spread; NaN where nothing is known.
     *
     * @param most values at most
     */
    public DoubleStream recent(VariantId id, HistoryColumn column, Duration lookBack, int most) {
        var track = tracks.get(id);
        return track == null
                ? DoubleStream.empty()
                : DoubleStream.of(track.thinned(column, Math.max(1, lookBack.toMillis() / grid.stepMillis()), most));
    }

    /** What it all has cost until then. */
    public HistoryTotals totals(Instant now) {
        advance(now);
        double spent = formerSpentCents;
        double peak = 0;
        double peakSpent = formerPeakSpentCents;
        for (var track : tracks.values()) {
            spent += track.spentCents();
            peak += track.mostCentsPerHour();
            peakSpent += track.peakSpentCents(now);
        }
        return new HistoryTotals(
                spent, peak, peakSpent, Math.max(0, Duration.between(began, now).toSeconds()));
    }

    /** Bytes that the values take now. */
    long bytesInUse() {
        return (long) tracks.size() * grid.points() * Grid.BYTES_PER_POINT;
    }
}
