package ai.llmd.wva.metrics;

import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.PodInfo;
import ai.llmd.wva.model.TargetState;
import ai.llmd.wva.model.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers which pods belong, and lately belonged, to which variant: what a pod served before it went away is demand
 * that the others will get.
 */
final class PodBook {
    /** A re-created resource of the same name is another owner. */
    private record Owner(String variant, String uid) {
        static Owner of(Variant variant) {
            return new Owner(variant.id().toString(), variant.uid());
        }
    }

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
            return goneSince.map(since -> since.isBefore(limit)).orElse(false);
        }
    }

    private final Duration remember;
    private final Map<Owner, SortedMap<String, Entry>> owners = new HashMap<>();

    /** A book that remembers a pod for {@code remember} after it went. */
    PodBook(Duration remember) {
        this.remember = remember;
    }

    /** Takes in the fleet's pods; the fleet may be a part of the one before. */
    synchronized void see(Fleet fleet, Instant now) {
        var inFleet = new HashSet<Owner>();
        for (var variant : fleet.variants().values()) {
            var owner = Owner.of(variant);
            inFleet.add(owner);
            var known = owners.get(owner);
            var before = known == null ? Collections.<String, Entry>emptySortedMap() : known;
            owners.put(owner, turnPage(before, known != null, podsOf(variant), now));
        }
        owners.entrySet().removeIf(owner -> {
            if (!inFleet.contains(owner.getKey())) {
                owner.setValue(turnPage(owner.getValue(), true, List.of(), now));
                return owner.getValue().isEmpty();
            }
            return false;
        });
    }

    /** Present and lately departed pods, by name. */
    synchronized List<KnownPod> pods(Variant variant) {
        return owners.getOrDefault(Owner.of(variant), Collections.emptySortedMap()).values().stream()
                .map(Entry::pod)
                .toList();
    }

    private SortedMap<String, Entry> turnPage(
            SortedMap<String, Entry> before, boolean ownerKnown, List<PodInfo> present, Instant now) {
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
        var limit = now.minus(remember);
        page.values().removeIf(entry -> entry.outdated(limit));
        return page;
    }

    private static List<PodInfo> podsOf(Variant variant) {
        return variant.target() instanceof TargetState.Found found ? found.pods() : List.of();
    }
}
