package ai.llmd.wva.kubernetes;

import ai.llmd.wva.declaration.resource.VariantAutoscaling;
import ai.llmd.wva.model.Variant;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records Events ({@code events.k8s.io/v1}) on variants and on the controller's ConfigMaps, for
 * {@code kubectl describe}. The same event is recorded once in {@code quiet}, however often it is told. Blocks for one
 * request; a refusal is logged and never thrown.
 */
public final class EventRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final String CONTROLLER = VariantAutoscaling.GROUP + "/workload-variant-autoscaler";

    /** Longest note that the API takes, in bytes; two bytes a character leave room for names beyond ASCII. */
    private static final int LONGEST_NOTE = 512;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final String instance;
    private final Duration quiet;
    private final Clock clock;
    private final Map<Key, Instant> recorded = new HashMap<>();

    /** How an event is meant. */
    public enum Type {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String word;

        Type(String word) {
            this.word = word;
        }
    }

    /**
     * A recorder.
     *
     * @param instance this process, e.g. the name of its pod
     * @param quiet how long the same event is not recorded again
     */
    public EventRecorder(KubernetesClient client, String instance, Duration quiet, Clock clock) {
        this.client = client;
        this.instance = instance;
        this.quiet = quiet;
        this.clock = clock;
    }

    /**
     * Records an event on a variant.
     *
     * @param reason one word in CamelCase
     * @param note a sentence for its owner
     * @return whether it was recorded now
     */
    public boolean onVariant(Variant variant, Type type, String reason, String note) {
        var about = new ObjectReferenceBuilder()
                .withApiVersion(VariantAutoscaling.GROUP + "/" + VariantAutoscaling.VERSION)
                .withKind(VariantAutoscaling.KIND)
                .withNamespace(variant.id().namespace())
                .withName(variant.id().name())
                .withUid(variant.uid())
                .build();
        return record(about, type, reason, note);
    }

    /** Records an event on a ConfigMap; otherwise like {@link #onVariant}. */
    public boolean onConfigMap(String namespace, String name, Type type, String reason, String note) {
        var about = new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withNamespace(namespace)
                .withName(name)
                .build();
        return record(about, type, reason, note);
    }

    private boolean record(ObjectReference about, Type type, String reason, String note) {
        var key = new Key(about, reason, note);
        if (!claim(key)) {
            return false;
        }
        try {
            client.events()
                    .v1()
                    .events()
                    .resource(event(about, type, reason, note))
                    .create();
            return true;
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("object", about.getKind() + " " + about.getNamespace() + "/" + about.getName())
                    .addKeyValue("reason", reason)
                    .addKeyValue("code", e.getCode())
                    .addKeyValue("error", e.getMessage())
                    .log("event not recorded");
            return false;
        }
    }

    /** Whether the event is due; a refused one counts too, so that an API server in trouble is not asked each cycle. */
    private synchronized boolean claim(Key key) {
        var now = clock.instant();
        recorded.values().removeIf(at -> !now.isBefore(at.plus(quiet)));
        return recorded.putIfAbsent(key, now) == null;
    }

    private Event event(ObjectReference about, Type type, String reason, String note) {
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(about.getNamespace())
                .withGenerateName(about.getName() + "-")
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withAction("Reconcile")
                .withReason(reason)
                .withType(type.word)
                .withNote(note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…")
                .withRegarding(about)
                .build();
    }

    private record Key(ObjectReference about, String reason, String note) {}
}
