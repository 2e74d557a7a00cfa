package ai.llmd.wva.kubernetes;

import ai.llmd.wva.model.ControllerName;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether other controllers are no more, by their Leases: deleted, given back or expired for longer than a restart
 * takes. What may not be read tells nothing. Blocks; used by one thread at a time.
 */
final class OtherLeases {
    /** Long enough for a single replica to restart elsewhere, short enough for who renames a controller. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(OtherLeases.class);

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<ControllerName, Instant> freeSince = new HashMap<>();
    private final Map<ControllerName, Renewal> renewals = new HashMap<>();

    /** What a Lease says of its last renewal, and since when, by the clock here: clocks of others may differ. */
    private record Renewal(ZonedDateTime said, Instant since) {}

    OtherLeases(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Looks once; returns those that nobody has led for long enough, as far as this process saw. */
    Set<ControllerName> gone(Set<ControllerName> names) {
        freeSince.keySet().retainAll(names);
        renewals.keySet().retainAll(names);
        var now = clock.instant();
        for (var name : names) {
            if (isLedByNobody(name)) {
                freeSince.putIfAbsent(name, now);
            } else {
                freeSince.remove(name);
            }
        }
        return freeSince.entrySet().stream()
                .filter(entry -> !now.isBefore(entry.getValue().plus(PATIENCE)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private boolean isLedByNobody(ControllerName name) {
        try {
            var lease = client.leases()
                    .inNamespace(name.namespace())
                    .withName(name.lease())
                    .get();
            return lease == null || isFree(name, lease);
        } catch (KubernetesClientException e) {
            LOG.atDebug()
                    .addKeyValue("controller", name.toString())
                    .addKeyValue("error", e.getMessage())
                    .log("cannot read the Lease of another controller: its claims count until they expire");
            return false;
        }
    }

    private boolean isFree(ControllerName name, Lease lease) {
        var spec = lease.getSpec();
        if (spec == null
                || spec.getHolderIdentity() == null
                || spec.getHolderIdentity().isEmpty()) {
            return true;
        }
        if (spec.getRenewTime() == null || spec.getLeaseDurationSeconds() == null) {
            return false;
        }
        var now = clock.instant();
        var renewal = renewals.compute(
                name,
                (same, before) -> before != null && before.said().isEqual(spec.getRenewTime())
                        ? before
                        : new Renewal(spec.getRenewTime(), now));
        return now.isAfter(renewal.since().plusSeconds(spec.getLeaseDurationSeconds()));
    }
}
