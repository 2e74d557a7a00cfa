package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicaLedgerTest {
    private long seconds;
    private final ReplicaLedger ledger = new ReplicaLedger(() -> seconds * 1_000_000_000);

    @Test
    void addsUpReplicasOverTime() {
        ledger.replicas(1);
        seconds = 10;
        ledger.replicas(3);
        seconds = 14;
        ledger.replicas(1);
        seconds = 20;
        assertThat(ledger.counts()).containsExactly(1, 3, 1);
        assertThat(ledger.peak()).isEqualTo(3);
        assertThat(ledger.replicaSeconds()).isEqualTo(10 + 12 + 6);
        assertThat(ledger.peakReplicaSeconds()).isEqualTo(60);
    }

    @Test
    void theSameNumberAgainIsNoChange() {
        ledger.replicas(2);
        ledger.replicas(2);
        assertThat(ledger.counts()).containsExactly(2);
    }

    @Test
    void timeCountsFromTheFirstReplica() {
        seconds = 100;
        ledger.replicas(1);
        seconds = 101;
        assertThat(ledger.replicaSeconds()).isEqualTo(1);
    }

    @Test
    void nothingIsZero() {
        assertThat(ledger.replicaSeconds()).isZero();
        assertThat(ledger.peak()).isZero();
    }
}
