package ai.llmd.wva.demo;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in for what keeps objects and cluster alike, the Deployment's controller and the kubelet: writes Deployments
 * and Pods as the simulated cluster has them, on a thread of its own, the newest state only.
 */
final class ClusterMirror implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterMirror.class);
    private static final long CLOSE_MILLIS = 500;

    private final KubernetesClient client;
    private final WorldClock clock;
    private final List<String> names;
    private final Map<Integer, TargetView> written = new TreeMap<>();
    private final Map<Integer, PodManifests> manifests = new HashMap<>();
    private final AtomicReference<List<TargetView>> due = new AtomicReference<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DemoThreads.daemon("wva-demo-mirror"));
    /** Set back by the writing thread, so that what failed is due again. */
    private volatile List<TargetView> seen = List.of();

    /**
     * A mirror that has written nothing yet.
     *
     * @param names of the Deployments, by the index of their targets
     */
    ClusterMirror(KubernetesClient client, WorldClock clock, List<String> names) {
        this.client = client;
        this.clock = clock;
        this.names = List.copyOf(names);
    }

    /** Has the cluster written as it is now, if it changed. Called by one thread. */
    void reflect(List<TargetView> targets) {
        if (!targets.equals(seen)) {
            seen = targets;
            if (due.getAndSet(targets) == null) {
                thread.execute(this::writeDue);
            }
        }
    }

    private void writeDue() {
        var targets = due.getAndSet(null);
        try {
            write(targets);
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) {
                LOG.atError().setCause(e).log("cannot write the cluster's state: what is not written is tried again");
                seen = List.of();
            }
        }
    }

    /** Writes no more; waits for what is being written. */
    @Override
    public void close() {
        thread.shutdown();
        DemoThreads.awaitEnd(thread, CLOSE_MILLIS);
    }

    /** Writes what is not as it was. Blocking. */
    void write(List<TargetView> targets) {
        for (var target : targets) {
            var before = written.get(target.target());
            if (!target.equals(before)) {
                writePods(target, before);
                writeDeployment(target);
                written.put(target.target(), target);
            }
        }
    }

    private void writePods(TargetView now, TargetView before) {
        var known = before == null ? Map.<String, PodView>of() : byName(before);
        var wanted = byName(now);
        for (var pod : now.pods()) {
            if (!pod.equals(known.get(pod.name()))) {
                writePod(now.target(), pod, known.containsKey(pod.name()));
            }
        }
        known.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> client.pods()
                        .inNamespace(DemoManifests.NAMESPACE)
                        .withName(name)
                        .delete());
    }

    private static Map<String, PodView> byName(TargetView target) {
        return target.pods().stream().collect(Collectors.toMap(PodView::name, Function.identity()));
    }

    private void writePod(int target, PodView pod, boolean exists) {
        var manifest = manifests(target).of(pod);
        if (exists) {
            client.resource(manifest).updateStatus();
        } else {
            client.resource(manifest).create();
        }
    }

    private PodManifests manifests(int target) {
        return manifests.computeIfAbsent(
                target, any -> new PodManifests(deployment(target).get(), clock));
    }

    private RollableScalableResource<Deployment> deployment(int target) {
        return client.apps().deployments().inNamespace(DemoManifests.NAMESPACE).withName(names.get(target));
    }

    private void writeDeployment(TargetView target) {
        var status = DeploymentManifest.status(target.pods().size(), target.ready());
        deployment(target.target()).edit(now -> {
            now.getSpec().setReplicas(target.spec());
            return now;
        });
        deployment(target.target()).editStatus(now -> {
            now.setStatus(status);
            return now;
        });
    }
}
