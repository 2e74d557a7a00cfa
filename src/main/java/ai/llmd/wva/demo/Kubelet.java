package ai.llmd.wva.demo;

import ai.llmd.wva.emulator.EmulatorServer;
import ai.llmd.wva.emulator.EmulatorSettings;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in for the Deployment's controller and the kubelet: keeps as many emulators running as the Deployment wants,
 * each with a Pod, and its status up to date. The newest replica goes first; what it has begun it ends.
 */
final class Kubelet {
    private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);

    private final Vertx vertx;
    private final KubernetesClient client;
    private final Deployment deployment;
    private final EmulatorSettings container;
    private final ReplicaPods pods;
    private final Clock clock;
    private final IntConsumer onReplicas;
    private final Context context;
    private final List<EmulatedPod> running = new CopyOnWriteArrayList<>();
    private final Deque<Future<Void>> terminating = new ArrayDeque<>();
    private SharedIndexInformer<Deployment> informer;
    private Future<Void> work = Future.succeededFuture();
    private boolean stopped;

    /**
     * A kubelet for one Deployment.
     *
     * @param onReplicas told the number of replicas whenever it changed
     */
    Kubelet(
            Vertx vertx,
            KubernetesClient client,
            Deployment deployment,
            ContainerReader reader,
            Clock clock,
            IntConsumer onReplicas) {
        this.vertx = vertx;
        this.client = client;
        this.deployment = deployment;
        this.container = settings(deployment, reader);
        this.pods = new ReplicaPods(deployment);
        this.clock = clock;
        this.onReplicas = onReplicas;
        this.context = vertx.getOrCreateContext();
    }

    private static EmulatorSettings settings(Deployment deployment, ContainerReader reader) {
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        var environment = container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        return reader.read(container.getArgs(), environment).listeningOn(EmulatedPod.HOST, 0);
    }

    /** Completes when the Deployment has the replicas that it starts with. */
    Future<Void> start() {
        int first = deployment.getSpec().getReplicas();
        return scale(first)
                .compose(started -> vertx.executeBlocking(() -> {
                    informer = client.apps()
                            .deployments()
                            .inNamespace(deployment.getMetadata().getNamespace())
                            .withName(deployment.getMetadata().getName())
                            .inform(new ScaleHandler());
                    return null;
                }));
    }

    /** The emulators that take requests now. */
    List<EmulatedPod> running() {
        return List.copyOf(running);
    }

    /** Where a pod's emulator is, as long as it runs. */
    Optional<EmulatedPod> find(String pod) {
        return running.stream().filter(replica -> replica.pod().equals(pod)).findFirst();
    }

    /** Stops all emulators, those with requests after their grace. */
    Future<Void> stop() {
        stopped = true;
        if (informer != null) {
            informer.stop();
        }
        return work.compose(done -> Future.join(running.stream()
                        .map(replica -> vertx.undeploy(replica.deploymentId()))
                        .toList()))
                .otherwiseEmpty()
                .compose(done -> Future.join(List.copyOf(terminating)))
                .otherwiseEmpty()
                .mapEmpty();
    }

    private final class ScaleHandler implements ResourceEventHandler<Deployment> {
        @Override
        public void onAdd(Deployment added) {
            wanted(added);
        }

        @Override
        public void onUpdate(Deployment before, Deployment after) {
            wanted(after);
        }

        @Override
        public void onDelete(Deployment gone, boolean finalStateUnknown) {
            context.runOnContext(go -> scale(0));
        }

        private void wanted(Deployment seen) {
            int replicas = seen.getSpec().getReplicas();
            context.runOnContext(go -> scale(replicas));
        }
    }

    /** One change after the other. */
    private Future<Void> scale(int replicas) {
        work = work.compose(
                        before -> stopped || running.size() == replicas ? Future.succeededFuture() : change(replicas))
                .onFailure(error -> LOG.atError().setCause(error).log("cannot change the replicas"))
                .otherwiseEmpty();
        return work;
    }

    private Future<Void> change(int replicas) {
        Future<Void> steps = Future.succeededFuture();
        for (var count = running.size(); count < replicas; count++) {
            steps = steps.compose(before -> add());
        }
        for (var count = running.size(); count > replicas; count--) {
            steps = steps.compose(before -> remove());
        }
        return steps.compose(done -> writeStatus()).onSuccess(done -> onReplicas.accept(running.size()));
    }

    private Future<Void> add() {
        var emulator = new EmulatorServer(container);
        return vertx.deployVerticle(emulator)
                .compose(id -> vertx.executeBlocking(() -> {
                    var pod = pods.ready(clock.instant());
                    running.add(new EmulatedPod(pod.getMetadata().getName(), emulator.port(), id));
                    client.resource(pod).create();
                    return null;
                }));
    }

    /** Out of the Service first, then out of the API, then down. */
    private Future<Void> remove() {
        var gone = running.remove(running.size() - 1);
        return vertx.<Void>executeBlocking(() -> {
                    client.pods()
                            .inNamespace(deployment.getMetadata().getNamespace())
                            .withName(gone.pod())
                            .delete();
                    return null;
                })
                .onComplete(deleted -> {
                    terminating.removeIf(Future::isComplete);
                    terminating.add(vertx.undeploy(gone.deploymentId()));
                });
    }

    private Future<Void> writeStatus() {
        var count = running.size();
        return vertx.executeBlocking(() -> {
            client.apps()
                    .deployments()
                    .inNamespace(deployment.getMetadata().getNamespace())
                    .withName(deployment.getMetadata().getName())
                    .editStatus(now -> {
                        now.setStatus(new DeploymentStatusBuilder()
                                .withReplicas(count)
                                .withReadyReplicas(count)
                                .withAvailableReplicas(count)
                                .build());
                        return now;
                    });
            return null;
        });
    }
}
