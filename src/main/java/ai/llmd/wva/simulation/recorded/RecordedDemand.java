package ai.llmd.wva.simulation.recorded;

import ai.llmd.wva.journal.JournalLine;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Role;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Units;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Gathers from the lines of a journal what was asked of each variant, and what the replicas that ran meanwhile cost.
 * Takes the lines in order; used by one thread.
 */
public final class RecordedDemand implements Consumer<JournalLine> {
    /** So many intervals after a cycle nobody knows what came: that time is left out. */
    private static final int MOST_INTERVALS = 3;

    private final SortedMap<VariantId, DemandTrack> tracks = new TreeMap<>();
    private final SortedMap<VariantId, String> leftOut = new TreeMap<>();
    private final List<Double> seconds = new ArrayList<>();
    private Optional<Fleet> first = Optional.empty();
    private Fleet fleet;
    private Instant before;
    private double paidCents;

    @Override
    public void accept(JournalLine line) {
        if (line instanceof JournalLine.Declared declared) {
            fleet = declared.fleet();
            first = first.or(() -> Optional.of(fleet));
        } else if (line instanceof JournalLine.Cycle cycle && fleet != null) {
            add(cycle);
        }
    }

    private void add(JournalLine.Cycle cycle) {
        double length = length(cycle.at());
        before = cycle.at();
        if (length > 0) {
            seconds.add(length);
        }
        for (var variant : fleet.variants().values()) {
            var why = obstacle(variant);
            if (why.isPresent()) {
                leftOut.putIfAbsent(variant.id(), why.get());
                continue;
            }
            var track = tracks.computeIfAbsent(variant.id(), id -> new DemandTrack(variant));
            if (length > 0) {
                track.add(seconds.size() - 1, cycle.measurements().get(variant.id()));
                paidCents += cents(variant, length);
            }
        }
    }

    private double length(Instant now) {
        if (before == null || !now.isAfter(before)) {
            return 0;
        }
        var longest = fleet.settings().interval().multipliedBy(MOST_INTERVALS);
        var since = Duration.between(before, now);
        return (since.compareTo(longest) > 0 ? longest : since).toMillis() / Units.MILLIS_PER_SECOND;
    }

    private double cents(Variant variant, double length) {
        var accelerator = variant.currentAccelerator().orElse("");
        return fleet.costCentsPerHour(variant, accelerator, variant.currentReplicas())
                        .orElse(0)
                * length
                / Units.SECONDS_PER_HOUR;
    }

    /** Why a variant cannot be simulated, if it cannot. */
    private Optional<String> obstacle(Variant variant) {
        var accelerator = variant.currentAccelerator().orElse("");
        if (!variant.isPlannable()) {
            return Optional.of("its declaration cannot be planned");
        } else if (!(variant.target() instanceof TargetState.Found)) {
            return Optional.of("its target is missing");
        } else if (variant.role() != Role.BOTH) {
            return Optional.of("it serves one stage of requests only");
        } else if (fleet.classFor(variant).isEmpty()) {
            return Optional.of("no service class has its model");
        } else if (variant.profileFor(accelerator).isEmpty()
                || fleet.price(variant, accelerator).isEmpty()) {
            return Optional.of("its accelerator has no profile or no price");
        }
        return Optional.empty();
    }

    /** How long each interval is. */
    List<Double> seconds() {
        return Collections.unmodifiableList(seconds);
    }

    SortedMap<VariantId, DemandTrack> tracks() {
        return Collections.unmodifiableSortedMap(tracks);
    }

    /** As it was at first; empty before the first cycle. */
    Optional<Fleet> fleet() {
        return first;
    }

    /** Between two cycles, as it was set at first. */
    public Duration interval() {
        return first.orElseThrow().settings().interval();
    }

    /** Variants that are not simulated, and why. */
    public SortedMap<VariantId, String> leftOut() {
        var never = new TreeMap<>(leftOut);
        never.keySet().removeAll(tracks.keySet());
        return never;
    }

    /** What the replicas that ran cost, of those variants that are simulated. */
    public double paidCents() {
        return paidCents;
    }

    /** The time that is simulated. */
    public double totalSeconds() {
        double sum = 0;
        for (double one : seconds) {
            sum += one;
        }
        return sum;
    }
}
