package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.TargetRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Watches targets of kinds that Kubernetes itself does not have, a kind as soon as a variant names it. The rest of the
 * watch does not depend on it: what cannot be read is missing.
 */
final class CustomTargets implements AutoCloseable {
    /** Where a slim one has its facts. */
    private static final String FACTS = "facts";

    private final Informers informers;
    private final List<String> namespaces;
    private final Predicate<GenericKubernetesResource> concerns;
    private final Map<String, Watching> kinds = new ConcurrentHashMap<>();

    /** One kind, and whether the API server refused to have it read. */
    private record Watching(
            String plural,
            Watched<GenericKubernetesResource> objects,
            CompletableFuture<Void> read,
            CompletableFuture<Void> refused) {}

    CustomTargets(Informers informers, List<String> namespaces, Predicate<GenericKubernetesResource> concerns) {
        this.informers = informers;
        this.namespaces = List.copyOf(namespaces);
        this.concerns = concerns;
    }

    static List<String> targetKeys(GenericKubernetesResource one) {
        return List.of(Ownership.key(
                one.getMetadata().getNamespace(),
                one.getKind(),
                one.getMetadata().getName()));
    }

    /** Completes when the kinds of these targets have been read, or the API server has refused that. */
    CompletionStage<Void> start(Stream<TargetRef> targets) {
        return CompletableFuture.allOf(targets.map(this::watching)
                .distinct()
                .map(kind -> CompletableFuture.anyOf(kind.read(), kind.refused()))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Why a target's kind is not known, in words for the variant's owner; empty where it is. */
    Optional<String> unread(TargetRef target) {
        var kind = watching(target);
        if (kind.objects().filled()) {
            return Optional.empty();
        }
        return Optional.of(
                kind.refused().isDone()
                        ? target + " cannot be read: the API server knows no " + kind.plural()
                                + ", or does not allow the controller to list and watch them"
                        : target + " is not read yet");
    }

    Optional<TargetFacts> find(String namespace, TargetRef target) {
        return watching(target).objects().get(namespace, target.name()).map(CustomTargets::facts);
    }

    private Watching watching(TargetRef target) {
        return kinds.computeIfAbsent(target.apiVersion() + "/" + target.kind(), first -> watch(target));
    }

    private Watching watch(TargetRef target) {
        var context = CustomKinds.context(target);
        var refused = new CompletableFuture<Void>();
        var reading = new Reading<>(
                GenericKubernetesResource.class, CustomTargets::slim, CustomTargets::facts, CustomTargets::targetKeys);
        var objects = informers.watchIfAllowed(namespaces, context, reading, concerns, failure -> {
            if (WatchFailures.isRefusal(failure) && refused.complete(null)) {
                informers.onChange().run();
            }
        });
        // it goes on trying for ever
        var read = objects.start().thenRun(informers.onChange()).toCompletableFuture();
        return new Watching(
                HasMetadata.getFullResourceName(context.getPlural(), context.getGroup()), objects, read, refused);
    }

    private static GenericKubernetesResource slim(GenericKubernetesResource whole) {
        var slim = new GenericKubernetesResource();
        slim.setApiVersion(whole.getApiVersion());
        slim.setKind(whole.getKind());
        slim.setMetadata(Slim.identity(whole).build());
        slim.setAdditionalProperties(Map.of(FACTS, facts(whole)));
        return slim;
    }

    private static TargetFacts facts(GenericKubernetesResource one) {
        return one.getAdditionalProperties().get(FACTS) instanceof TargetFacts read ? read : CustomKinds.read(one);
    }

    @Override
    public void close() {
        kinds.values().forEach(kind -> kind.objects().close());
    }
}
