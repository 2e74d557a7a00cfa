package ai.llmd.wva.simulation.monitoring;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.simulation.cluster.Agenda;
import ai.llmd.wva.simulation.cluster.ClientTraffic;
import ai.llmd.wva.simulation.cluster.SimulatedReplica;
import ai.llmd.wva.simulation.contender.Scene;
import ai.llmd.wva.simulation.workload.ModelLoad;
import ai.llmd.wva.simulation.workload.Scraping;
import ai.llmd.wva.simulation.workload.Substreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Scrapes pods from when they are ready until they are asked to go, and the gateway, each with a phase of its own, and
 * stores what it reads.
 */
public final class Monitoring {
    private final Agenda agenda;
    private final Scene scene;
    private final Scraping scraping;
    private final double scrapeMillis;
    private final RandomGenerator chance;
    private final GatewaySamples gateway;
    private final List<List<PodScrapes>> byTarget = new ArrayList<>();
    private final Map<SimulatedReplica, PodScrapes> byReplica = new HashMap<>();

    public Monitoring(Agenda agenda, Scene scene) {
        this.agenda = agenda;
        this.scene = scene;
        this.scraping = scene.workload().cluster().scraping();
        this.scrapeMillis = 1000 * scraping.everySeconds();
        this.chance = Substreams.of(scene.seed(), "scrapes", 0);
        this.gateway = new GatewaySamples(
                Scene.NAMESPACE,
                scene.workload().models().stream().map(ModelLoad::name).toList());
        scene.targets().forEach(target -> byTarget.add(new ArrayList<>()));
    }

    /** Begins to scrape a pod. */
    public void watch(SimulatedReplica replica) {
        var target = replica.target();
        var model = scene.workload().models().get(target.model()).name();
        var pod = new PodScrapes(replica, Scene.NAMESPACE, model);
        byTarget.get(target.index()).add(pod);
        byReplica.put(replica, pod);
        agenda.in(Math.floor(chance.nextDouble() * scrapeMillis), () -> scrape(pod));
    }

    /** Begins to scrape the gateway. */
    public void watch(ClientTraffic traffic) {
        var phase = Substreams.of(scene.seed(), "scrapes of the gateway", 0).nextDouble();
        agenda.in(Math.floor(phase * scrapeMillis), () -> scrape(traffic));
    }

    private void scrape(ClientTraffic traffic) {
        gateway.scrape(agenda.nowMillis(), traffic::queued);
        agenda.in(scrapeMillis, () -> scrape(traffic));
    }

    private void scrape(PodScrapes pod) {
        if (!pod.replica().isReady()) {
            return;
        }
        if (scraping.missedShare() == 0 || chance.nextDouble() >= scraping.missedShare()) {
            var variant = pod.replica().target().name();
            if (!scraping.isSilent(variant, agenda.nowMillis() / MILLIS_PER_SECOND)) {
                pod.scrape(agenda.nowMillis());
            }
        }
        agenda.in(scrapeMillis, () -> scrape(pod));
    }

    GatewaySamples gateway() {
        return gateway;
    }

    /** Every pod of a target that was ever scraped, in order. */
    List<PodScrapes> ever(int target) {
        return byTarget.get(target);
    }

    /** What is known of a pod; null for one that was never ready. */
    PodScrapes of(SimulatedReplica replica) {
        return byReplica.get(replica);
    }
}
