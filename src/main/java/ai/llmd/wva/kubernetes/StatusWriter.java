package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.declaration.resource.VariantAutoscalingStatus;
import ai.llmd.wva.model.Settings;
import ai.llmd.wva.model.StatusWrite;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status of variants, and only when it says something new; small changes and the time of the last decision are
 * brought up to date every {@code refreshAfter}, or twice in a shorter hold limit. Blocks for as long as the client's limits let a request take. Variants may
 * be written in parallel, one variant at a time.
 */
public final class StatusWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
    private static final VariantAutoscalingStatus NOTHING =
            new VariantAutoscalingStatus(null, null, null, null, null, null, null);
    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON)
            .withFieldManager("workload-variant-autoscaler")
            .build();

    private final KubernetesClient client;
    private final Duration refreshAfter;
    private final Map<VariantId, Known> known = new ConcurrentHashMap<>();

    public StatusWriter(KubernetesClient client, Duration refreshAfter) {
        this.client = client;
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
            return write(inputs, variant);
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
        var after = StatusProjection.project(inputs, Optional.of(before));
        boolean due = !before.equals(after)
                && !inputs.now()
                        .isBefore(
                                last.get().at().plus(refreshAfter(inputs.fleet().settings())));
        var facts = StatusFacts.of(inputs);
        if (!due && !StatusChange.isNews(before, last.get().facts(), after, facts)) {
            return StatusWrite.UNCHANGED;
        }
        resource(variant.id())
                .subresource("status")
                .patch(PATCH, StatusPatch.json(client.getKubernetesSerialization(), variant.uid(), after));
        known.put(variant.id(), new Known(variant.uid(), after, Optional.of(facts), inputs.now()));
        return StatusWrite.WRITTEN;
    }

    /** After a restart a held decision is as old as its status says, which a hold limit must be able to rely on. */
    private Duration refreshAfter(Settings settings) {
        return settings.holdLimit()
                .map(limit -> limit.dividedBy(2))
                .filter(half -> half.compareTo(refreshAfter) < 0)
                .orElse(refreshAfter);
    }

    /** What this resource's status says, from memory or else from the API server; nothing if it is gone. */
    private Optional<Known> lastKnown(Variant variant) {
        var remembered = known.get(variant.id());
        if (remembered != null && remembered.uid().equals(variant.uid())) {
            return Optional.of(remembered);
        }
        return Optional.ofNullable(resource(variant.id()).get())
                .filter(resource -> variant.uid().equals(resource.getMetadata().getUid()))
                .map(resource -> new Known(
                        variant.uid(),
                        Optional.ofNullable(resource.getStatus()).orElse(NOTHING),
                        Optional.empty(),
                        Instant.MIN));
    }

    private Resource<VariantAutoscaling> resource(VariantId id) {
        return client.resources(VariantAutoscaling.class)
                .inNamespace(id.namespace())
                .withName(id.name());
    }

    /** A patch is refused with 422 when its test of the uid fails, and also when the schema does not take the status. */
    private StatusWrite failed(Variant variant, KubernetesClientException e) {
        if (e.getCode() == 404 || (e.getCode() == 422 && replaced(variant))) {
            return StatusWrite.GONE;
        }
        LOG.atWarn()
                .addKeyValue("variant", variant.id())
                .addKeyValue("code", e.getCode())
                .addKeyValue("cause", e.getMessage())
                .log("status not written");
        return StatusWrite.FAILED;
    }

    private boolean replaced(Variant variant) {
        try {
            return lastKnown(variant).isEmpty();
        } catch (KubernetesClientException unanswered) {
            LOG.atDebug().setCause(unanswered).log("cannot tell whether the resource was re-created");
            return false;
        }
    }

    /** What a resource's status says, the facts it was made from where we wrote it, and when we did. */
    private record Known(String uid, VariantAutoscalingStatus status, Optional<StatusFacts> facts, Instant at) {}
}
