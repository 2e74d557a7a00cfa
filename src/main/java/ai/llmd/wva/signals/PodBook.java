package ai.llmd.wva.signals;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers which pods belong, and lately belonged, to which variant: what a pod served before it went away is demand
 * that the others will get. Immutable.
 */
final class PodBook {
    static final PodBook EMPTY = new PodBook(Map.of());

    /**
     * One line of the book.
     *
     * @param watched the pod appeared after its variant was known, so that its first readiness is not missed
     */
    private record Entry(KnownPod pod, boolean watched, Optional<Instant> goneSince) {
        Entry gone(Instant now) {
            return new Entry(
                    new KnownPod(pod.name(), false, Optional.empty(), pod.bornReady()),
                    watched,
                    Optional.of(goneSince.orElse(now)));
        }

        boolean outdated(Instant limit) {
            return goneSince.isPresent() && goneSince.get().isBefore(limit);
        }
    }

    private final Map<Owner, SortedMap<String, Entry>> owners;

    private PodBook(Map<Owner, SortedMap<String, Entry>> owners) {
        this.owners = owners;
    }

    /** The book with the fleet's pods taken in; those that went are kept for {@code remember}. */
    PodBook see(Fleet fleet, Instant now, Duration remember) {
        var limit = now.minus(remember);
        var next = new HashMap<Owner, SortedMap<String, Entry>>();
        for (var variant : fleet.variants().values()) {
            var owner = Owner.of(variant);
            var known = owners.get(owner);
            var before = known == null ? Collections.<String, Entry>emptySortedMap() : known;
            next.put(owner, turnPage(before, known != null, podsOf(variant), now, limit));
        }
        owners.forEach((owner, before) -> {
            if (!next.containsKey(owner)) {
                var page = turnPage(before, true, List.of(), now, limit);
                if (!page.isEmpty()) {
                    next.put(owner, page);
                }
            }
        });
        return new PodBook(next);
    }

    /** Present and lately departed pods, by name. */
    List<KnownPod> pods(Variant variant) {
        return owners.getOrDefault(Owner.of(variant), Collections.emptySortedMap()).values().stream()
                .map(Entry::pod)
                .toList();
    }

    private static SortedMap<String, Entry> turnPage(
            SortedMap<String, Entry> before, boolean ownerKnown, List<PodInfo> present, Instant now, Instant limit) {
        var page = new TreeMap<String, Entry>();
        before.forEach((name, entry) -> page.put(name, entry.gone(now)));
        for (var info : present) {
            var old = before.get(info.name());
            var watched = old == null ? ownerKnown : old.watched();
            var born = old == null ? Optional.<Instant>empty() : old.pod().bornReady();
            var bornReady = born.or(() -> watched ? info.readySince() : Optional.empty());
            page.put(
                    info.name(),
                    new Entry(
                            new KnownPod(info.name(), true, info.readySince(), bornReady), watched, Optional.empty()));
        }
        page.values().removeIf(entry -> entry.outdated(limit));
        return page;
    }

    private static List<PodInfo> podsOf(Variant variant) {
        return variant.target() instanceof TargetState.Found found ? found.pods() : List.of();
    }
}
