package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class GuardedLeaseTest {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final ZonedDateTime LONG_AGO = ZonedDateTime.of(2001, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private long nanos = Long.MAX_VALUE - 1;
    private final Remote remote = new Remote();
    private final GuardedLease lease = new GuardedLease(remote, LEASE, () -> nanos);

    @Test
    void isHeldFromBeforeItWasReadAndNoLonger() {
        assertThat(lease.held()).isFalse();

        lease.get(null);
        pass(Duration.ofSeconds(4));
        lease.create(null, record("us"));
        assertThat(lease.held()).isTrue();

        pass(Duration.ofSeconds(10));
        assertThat(lease.held()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(lease.held()).isFalse();
    }

    @Test
    void eachRenewalExtendsIt() {
        lease.create(null, record("us"));
        pass(Duration.ofSeconds(10));
        lease.get(null);
        lease.update(null, record("us"));

        pass(Duration.ofSeconds(14));
        assertThat(lease.held()).isTrue();
    }

    @Test
    void aRenewalThatFailsDoesNot() {
        lease.create(null, record("us"));
        pass(Duration.ofSeconds(10));
        lease.get(null);
        remote.failure = new KubernetesClientException("down", 503, null);

        assertThatThrownBy(() -> lease.update(null, record("us"))).isSameAs(remote.failure);
        assertThat(lease.held()).isTrue();
        pass(Duration.ofSeconds(5));
        assertThat(lease.held()).isFalse();
    }

    @Test
    void releasingOrAbandoningEndsIt() {
        lease.create(null, record("us"));
        lease.update(null, record(null));
        assertThat(lease.held()).isFalse();

        lease.update(null, record("us"));
        assertThat(lease.held()).isTrue();
        lease.abandon();
        assertThat(lease.held()).isFalse();
    }

    @Test
    void theHoldersClockDoesNotCount() {
        remote.record = record("them");

        var first = lease.get(null);
        assertThat(first.getRenewTime()).isAfter(LONG_AGO.plusYears(10));
        assertThat(first.getHolderIdentity()).isEqualTo("them");

        pass(Duration.ofSeconds(20));
        assertThat(lease.get(null).getRenewTime())
                .isBefore(ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(19));

        remote.record =
                record("them").toBuilder().renewTime(LONG_AGO.plusSeconds(2)).build();
        assertThat(lease.get(null).getRenewTime())
                .isAfter(ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(19));
    }

    @Test
    void nobodyHoldsItFromTheEndOfTheLastRenewalThatWasSeen() {
        assertThat(lease.silence()).as("never seen").isEmpty();
        remote.record = record("");
        lease.get(null);
        assertThat(lease.silence()).as("held by nobody").isEmpty();

        remote.record = record("them");
        lease.get(null);
        pass(Duration.ofSeconds(15));
        lease.get(null);
        assertThat(lease.silence()).contains(Duration.ZERO);
        pass(Duration.ofSeconds(7));
        assertThat(lease.silence()).contains(Duration.ofSeconds(7));

        lease.update(null, record("us"));
        assertThat(lease.silence()).contains(Duration.ZERO);
    }

    @Test
    void whoGivesItBackEndsItAtOnce() {
        remote.record = record("them");
        lease.get(null);
        remote.record = record(null);
        lease.get(null);
        pass(Duration.ofSeconds(3));
        lease.get(null);
        assertThat(lease.silence()).contains(Duration.ofSeconds(3));
    }

    @Test
    void theHolderIsNamedAsLongAsItSurelyHolds() {
        assertThat(lease.holder()).isEmpty();
        remote.record = record("them");
        lease.get(null);
        assertThat(lease.holder()).contains("them");
        pass(Duration.ofSeconds(16));
        assertThat(lease.holder()).as("never renewed").isEmpty();
        remote.record = record("");
        lease.get(null);
        assertThat(lease.holder()).as("given back").isEmpty();
    }

    @Test
    void aRefusalIsPassedOn() {
        remote.failure = new KubernetesClientException("leases is forbidden", 403, null);

        assertThatThrownBy(() -> lease.get(null)).isSameAs(remote.failure);
        assertThatThrownBy(() -> lease.create(null, record("us"))).isSameAs(remote.failure);
        assertThat(lease.held()).isFalse();
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    private static LeaderElectionRecord record(String holder) {
        return new LeaderElectionRecord(holder, LEASE, LONG_AGO, LONG_AGO, 1);
    }

    private static final class Remote implements Lock {
        private LeaderElectionRecord record;
        private KubernetesClientException failure;

        @Override
        public LeaderElectionRecord get(KubernetesClient client) {
            fail();
            return record;
        }

        @Override
        public void create(KubernetesClient client, LeaderElectionRecord created) {
            update(client, created);
        }

        @Override
        public void update(KubernetesClient client, LeaderElectionRecord updated) {
            fail();
            record = updated;
        }

        @Override
        public String identity() {
            return "us";
        }

        @Override
        public String describe() {
            return "Lease wva/leader";
        }

        private void fail() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
