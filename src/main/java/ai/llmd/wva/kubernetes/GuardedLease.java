package ai.llmd.wva.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lease that knows by a monotonic clock how long it surely is ours, whatever the elector's threads are doing. It also
 * takes the clocks of other nodes out of the election: a holder's renewal counts from when it was seen here, as
 * client-go has it, and not from the time that the holder wrote into it.
 */
final class GuardedLease implements Lock {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedLease.class);
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final Lock lease;
    private final long leaseNanos;
    private final LongSupplier nanoTime;

    private LeaderElectionRecord observed;
    private long observedNanos;
    private long readNanos;
    private boolean held;
    private long heldUntilNanos;
    private boolean anyoneSeen;
    private long anyoneUntilNanos;
    private boolean refused;
    private long refusedNanos;

    GuardedLease(Lock lease, Duration leaseDuration, LongSupplier nanoTime) {
        this.lease = lease;
        this.leaseNanos = leaseDuration.toNanos();
        this.nanoTime = nanoTime;
        this.readNanos = nanoTime.getAsLong();
    }

    /** Whether no one else can hold the Lease now. */
    synchronized boolean held() {
        return held && nanoTime.getAsLong() - heldUntilNanos < 0;
    }

    /**
     * How long nobody has held the Lease, as far as was seen here: zero while someone does, empty where no holder was
     * ever seen.
     */
    synchronized Optional<Duration> silence() {
        return anyoneSeen
                ? Optional.of(Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - anyoneUntilNanos)))
                : Optional.empty();
    }

    /** Who holds it, as was seen last; empty once that may be true no more. */
    synchronized Optional<String> holder() {
        boolean lasts = anyoneSeen && anyoneUntilNanos - nanoTime.getAsLong() > 0;
        return lasts && observed != null
                ? Optional.ofNullable(observed.getHolderIdentity()).filter(name -> !name.isBlank())
                : Optional.empty();
    }

    /** Stops being the holder here, before the Lease is released there. */
    synchronized void abandon() {
        held = false;
    }

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
        long before = nanoTime.getAsLong();
        LeaderElectionRecord record;
        try {
            record = lease.get(client);
        } catch (KubernetesClientException e) {
            throw explained("get", e);
        }
        synchronized (this) {
            readNanos = before;
            return record == null ? null : asSeenHere(record);
        }
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
        try {
            lease.create(client, record);
        } catch (KubernetesClientException e) {
            throw explained("create", e);
        }
        renewed(record);
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
        try {
            lease.update(client, record);
        } catch (KubernetesClientException e) {
            throw explained("patch", e);
        }
        renewed(record);
    }

    @Override
    public String identity() {
        return lease.identity();
    }

    @Override
    public String describe() {
        return lease.describe();
    }

    /** Ours from before the Lease was read: the renewal that others see can only be later. */
    private synchronized void renewed(LeaderElectionRecord record) {
        held = identity().equals(record.getHolderIdentity());
        heldUntilNanos = readNanos + leaseNanos;
        seen(record, heldUntilNanos);
    }

    /** Someone may hold it until then; who gives it back ends that at once. */
    private void seen(LeaderElectionRecord record, long untilNanos) {
        long now = nanoTime.getAsLong();
        var holder = record.getHolderIdentity();
        if (holder != null && !holder.isBlank()) {
            anyoneSeen = true;
            anyoneUntilNanos = untilNanos;
        } else if (anyoneSeen && anyoneUntilNanos - now > 0) {
            anyoneUntilNanos = now;
        }
    }

    private LeaderElectionRecord asSeenHere(LeaderElectionRecord record) {
        long now = nanoTime.getAsLong();
        if (!Objects.equals(record, observed)) {
            observed = record;
            observedNanos = now;
            seen(record, now + leaseNanos);
        }
        var seen = ZonedDateTime.now(ZoneOffset.UTC).minusNanos(now - observedNanos);
        return record.toBuilder().renewTime(seen).build();
    }

    private KubernetesClientException explained(String verb, KubernetesClientException e) {
        long now = nanoTime.getAsLong();
        synchronized (this) {
            if (e.getCode() == 403 && (!refused || now - refusedNanos >= QUIET_NANOS)) {
                refused = true;
                refusedNanos = now;
                LOG.atError()
                        .addKeyValue("lease", lease.describe())
                        .addKeyValue("error", e.getMessage())
                        .log("no leader can be elected: the ServiceAccount lacks the verb " + verb
                                + " on leases.coordination.k8s.io; it needs get, create and patch");
            }
        }
        return e;
    }
}
