package ai.llmd.wva.simulation.contender;

import ai.llmd.wva.hpa.HpaFlags;
import ai.llmd.wva.hpa.HpaPresets;
import ai.llmd.wva.hpa.MetricReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A gauge of desired replicas on its way: exported at once, scraped every 15 s, then read by an HPA every 15 s. */
final class PublishedMetric {
    private static final double SCRAPE_MILLIS = 15_000;

    private final Scene scene;
    private final Every scrapes;
    private final Every syncs;
    private final OptionalInt[] exported;
    private final OptionalInt[] stored;
    private final List<SimulatedHpa> hpas = new ArrayList<>();

    /**
     * Nothing exported yet.
     *
     * @param scrapePhase part of the scrape interval at which it is first scraped
     * @param syncPhase part of the HPA's period at which that first looks
     */
    PublishedMetric(Scene scene, double scrapePhase, double syncPhase) {
        var targets = scene.targets();
        this.scene = scene;
        this.scrapes = new Every(SCRAPE_MILLIS, scrapePhase);
        this.syncs = new Every(1000.0 * HpaFlags.DEFAULT_SYNC_SECONDS, syncPhase);
        this.exported = new OptionalInt[targets.size()];
        this.stored = new OptionalInt[targets.size()];
        Arrays.fill(exported, OptionalInt.empty());
        Arrays.fill(stored, OptionalInt.empty());
        for (var target : targets) {
            hpas.add(new SimulatedHpa(HpaPresets.followingReplicas(
                    HpaPresets.DESIRED_REPLICAS, target.minReplicas(), target.maxReplicas(), HpaPresets.WVA_BEHAVIOR)));
        }
    }

    void set(int target, OptionalInt desired) {
        exported[target] = desired;
    }

    /** Scrapes and syncs what is due; answers when something is due next. */
    double look(Sight sight, Orders orders) {
        if (scrapes.isDue(sight.nowMillis())) {
            System.arraycopy(exported, 0, stored, 0, stored.length);
        }
        if (syncs.isDue(sight.nowMillis())) {
            for (var target : scene.targets()) {
                sync(sight.target(target.index()), sight.nowMillis(), orders);
            }
        }
        return Math.min(scrapes.nextMillis(), syncs.nextMillis());
    }

    private void sync(TargetSight sight, double nowMillis, Orders orders) {
        var index = sight.target().index();
        var reading =
                stored[index].isPresent() ? MetricReading.adapter(stored[index].getAsInt()) : MetricReading.unread();
        hpas.get(index).look(sight, nowMillis, orders, reading);
    }
}
