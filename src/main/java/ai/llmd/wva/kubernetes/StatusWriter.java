package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.Timestamps;
import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status of variants, and only when it says something new; small changes and the time of the last decision
 * are brought up to date every {@code refreshAfter}, or twice in a shorter hold limit. A write is one request: what the
 * status said before comes from what was written last, else from a cache. Each write claims the resource for this
 * controller; one that another controller takes care of is left to it, but for a mark that this one would have it too.
 * Blocks for as long as the client's limits let
 * a request take. Variants may be written in parallel, one variant at a time.
 */
public final class StatusWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
    private static final VariantAutoscalingStatus NOTHING =
            new VariantAutoscalingStatus(null, null, null, null, null, null, null);
    private static final int NOT_FOUND = 404;
    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager("workload-variant-autoscaler")
            .build();

    private final KubernetesClient client;
    private final Function<VariantId, Optional<VariantAutoscaling>> cache;
    private final Duration refreshAfter;
    private final Claims claims;
    private final Map<VariantId, Known> known = new ConcurrentHashMap<>();

    /** One that claims nothing. */
    public StatusWriter(
            KubernetesClient client, Function<VariantId, Optional<VariantAutoscaling>> cache, Duration refreshAfter) {
        this(client, cache, refreshAfter, Claims.none());
    }

    /**
     * Makes a writer.
     *
     * @param cache the resources as they are watched, such as {@link ClusterWatch#variant}; may lag behind the API
     *     server
     */
    public StatusWriter(
            KubernetesClient client,
            Function<VariantId, Optional<VariantAutoscaling>> cache,
            Duration refreshAfter,
            Claims claims) {
        this.claims = claims;
        this.client = client;
        this.cache = cache;
        this.refreshAfter = refreshAfter;
    }

    /** Forgets what was written: somebody else may have written meanwhile. */
    public void forget() {
        known.clear();
    }

    /** Brings a variant's status up to date; never throws for what the API server does. */
    public StatusWrite write(StatusInputs inputs) {
        if (known.size() > inputs.fleet().variants().size()) {
            known.keySet().retainAll(inputs.fleet().variants().keySet());
        }
        var variant = inputs.variant();
        try {
            return variant.handling().elsewhere().isPresent()
                    ? holdBack(variant, inputs.now())
                    : write(inputs, variant);
        } catch (KubernetesClientException e) {
            known.remove(variant.id());
            return failed(variant, e);
        }
    }

    private StatusWrite write(StatusInputs inputs, Variant variant) {
        var last = lastKnown(variant);
        if (last.isEmpty()) {
            known.remove(variant.id());
            return StatusWrite.GONE;
        }
        var before = last.get().status();
        var after = signed(variant, StatusProjection.project(inputs, Optional.of(before)), inputs.now());
        boolean due = !before.equals(after)
                && !inputs.now()
                        .isBefore(
                                last.get().at().plus(refreshAfter(inputs.fleet().settings())));
        var facts = StatusFacts.of(inputs);
        if (!due && !StatusChange.isNews(before, last.get().facts(), after, facts)) {
            return StatusWrite.UNCHANGED;
        }
        patch(variant, StatusPatch.json(client.getKubernetesSerialization(), variant.uid(), after));
        known.put(variant.id(), new Known(variant.uid(), after, Optional.of(facts), inputs.now()));
        return StatusWrite.WRITTEN;
    }

    private VariantAutoscalingStatus signed(Variant variant, VariantAutoscalingStatus status, Instant now) {
        return status.by(
                claims.rule().mark(StatusText.time(now)).orElse(null),
                inCache(variant)
                        .flatMap(resource -> claims.contender(resource, now))
                        .orElse(null));
    }

    /** Whoever takes over finds a status that others may have written. */
    private StatusWrite holdBack(Variant variant, Instant now) {
        known.remove(variant.id());
        var resource = inCache(variant);
        if (resource.isEmpty()) {
            return StatusWrite.GONE;
        }
        var status = Optional.ofNullable(resource.get().getStatus()).orElse(NOTHING);
        if (claims.of(resource.get()).filter(ControllerClaim::elsewhere).isEmpty()) {
            return StatusWrite.LEFT_TO_OTHER; // it has become this one's meanwhile: the next plan knows
        }
        var json = client.getKubernetesSerialization();
        if (claims.rule().isOwn(status.controller())) {
            patch(variant, StatusPatch.letGo(json, variant.uid(), status.controller()));
        } else if (isMarkDue(status, now)) {
            claims.rule()
                    .mark(StatusText.time(now))
                    .ifPresent(mark -> patch(variant, StatusPatch.contend(json, variant.uid(), mark)));
        }
        return StatusWrite.LEFT_TO_OTHER;
    }

    /** There is one mark: of several that hold back, one is enough to be told. */
    private boolean isMarkDue(VariantAutoscalingStatus status, Instant now) {
        var mark = status.contender();
        return claims.rule().isOwn(mark)
                ? Timestamps.read(mark.renewTime())
                        .map(renewed -> !now.isBefore(renewed.plus(refreshAfter)))
                        .orElse(true)
                : !claims.rule().isFresh(mark, now);
    }

    /** After a restart a held decision is as old as its status says, which a hold limit must be able to rely on. */
    private Duration refreshAfter(Settings settings) {
        return settings.holdLimit()
                .map(limit -> limit.dividedBy(2))
                .filter(half -> half.compareTo(refreshAfter) < 0)
                .orElse(refreshAfter);
    }

    /**
     * What this resource's status says, from memory or else from the cache; nothing if it is gone. A status that is
     * left alone is not remembered, so that a cache which lags behind another leader's last write is read again next
     * time.
     */
    private Optional<Known> lastKnown(Variant variant) {
        var remembered = known.get(variant.id());
        if (remembered != null && remembered.uid().equals(variant.uid())) {
            return Optional.of(remembered);
        }
        return inCache(variant)
                .map(resource -> new Known(
                        variant.uid(),
                        Optional.ofNullable(resource.getStatus()).orElse(NOTHING),
                        Optional.empty(),
                        Instant.MIN));
    }

    private Optional<VariantAutoscaling> inCache(Variant variant) {
        return cache.apply(variant.id())
                .filter(resource -> variant.uid().equals(resource.getMetadata().getUid()));
    }

    /** On a stub, since the client would first GET a resource that it knows by its name only. */
    private void patch(Variant variant, String patch) {
        var stub = new VariantAutoscaling();
        stub.setMetadata(new ObjectMetaBuilder()
                .withNamespace(variant.id().namespace())
                .withName(variant.id().name())
                .build());
        client.resource(stub).subresource("status").patch(PATCH, patch);
    }

    private static StatusWrite failed(Variant variant, KubernetesClientException e) {
        if (e.getCode() == NOT_FOUND || StatusPatch.metAnotherResource(e)) {
            return StatusWrite.GONE;
        }
        LOG.atWarn()
                .addKeyValue("variant", variant.id())
                .addKeyValue("code", e.getCode())
                .addKeyValue("error", e.getMessage())
                .log("status not written");
        return StatusWrite.FAILED;
    }

    /** What a resource's status says, the facts it was made from where we wrote it, and when we did. */
    private record Known(String uid, VariantAutoscalingStatus status, Optional<StatusFacts> facts, Instant at) {}
}
