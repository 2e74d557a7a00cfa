package ai.llmd.wva.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.engine.ClientHabits;
import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.Sequence;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.simulation.Scenes;
import ai.llmd.wva.simulation.Workloads;
import ai.llmd.wva.simulation.outcome.ReplicaLife;
import ai.llmd.wva.simulation.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {
    private static final Workload STEADY = Workloads.steady(1, 3600, 2);
    private static final double SECOND = 1000;

    private final Agenda agenda = new Agenda();
    private final List<String> told = new ArrayList<>();

    @Test
    void initialReplicasAreReadyAtOnceAndOthersAfterTheirColdStart() {
        var cluster = cluster(STEADY);

        cluster.scale(0, 3);
        agenda.runUntil(60 * SECOND - 1);
        assertThat(cluster.ready(0)).extracting(SimulatedReplica::name).containsExactly("v-1", "v-2");
        assertThat(deployment(cluster).pods()).hasSize(3);
        agenda.runUntil(60 * SECOND);

        assertThat(cluster.ready(0)).extracting(SimulatedReplica::name).containsExactly("v-1", "v-2", "v-3");
        assertThat(told).containsExactly("v-1 ready", "v-2 ready", "v-3 ready");
    }

    @Test
    void podsWaitForDevicesInTheirOrder() {
        var cluster = cluster(Workloads.on(STEADY, 3, 0, 0));

        cluster.scale(0, 5);
        agenda.runUntil(70 * SECOND);
        assertThat(deployment(cluster).ready()).isEqualTo(3);
        assertThat(cluster.lives())
                .filteredOn(life -> Double.isNaN(life.scheduledMillis()))
                .extracting(ReplicaLife::name)
                .containsExactly("v-4", "v-5");
    }

    @Test
    void aPodWaitsForItsNodeBeforeItsColdStart() {
        var cluster = cluster(Workloads.on(STEADY, 8, 120, 0));

        cluster.scale(0, 3);
        agenda.runUntil(600 * SECOND);

        assertThat(cluster.lives().get(2).scheduledMillis()).isEqualTo(120 * SECOND);
        assertThat(cluster.lives().get(2).readyMillis()).isEqualTo(180 * SECOND);
    }

    @Test
    void targetsOfOneDeviceTypeAllHaveTheirInitialReplicas() {
        var cluster = cluster(Workloads.on(twoVariants(), 8, 120, 0));

        assertThat(cluster.deployments()).extracting(Deployment::ready).containsExactly(2, 1);
    }

    @Test
    void initialReplicasWithoutDevicesAreStartedWhenThereAreSome() {
        var cluster = cluster(Workloads.on(twoVariants(), 2, 120, 0));

        cluster.scale(0, 1);
        agenda.runUntil(60 * SECOND);

        assertThat(cluster.deployments()).extracting(Deployment::ready).containsExactly(1, 1);
    }

    private static Workload twoVariants() {
        return Workloads.of(
                3600,
                Workloads.model(1, 3600, ClientHabits.PATIENT),
                Workloads.variant("v", 2),
                Workloads.variant("w", 1));
    }

    @Test
    void podsThatAreNotReadyGoFirstThenThoseThatBecameReadyLast() {
        var cluster = cluster(STEADY);
        cluster.scale(0, 3);
        agenda.runUntil(100 * SECOND);
        cluster.scale(0, 4);

        cluster.scale(0, 3);
        assertThat(names(cluster)).containsExactly("v-1", "v-2", "v-3");
        cluster.scale(0, 2);
        assertThat(names(cluster)).containsExactly("v-1", "v-2");
    }

    @Test
    void aPodThatDrainsServesWhatItHasAndFreesItsDevicesThen() {
        var cluster = cluster(Workloads.on(STEADY, 2, 0, 0));
        var last = cluster.ready(0).get(1);
        last.engine().submit(0, new SequenceSpec(25, 178, FinishReason.STOP));

        cluster.scale(0, 1);
        cluster.scale(0, 2);
        agenda.runUntil(2 * SECOND);
        assertThat(cluster.ready(0)).doesNotContain(last);
        assertThat(last.isGone()).isFalse();
        agenda.runUntil(5 * SECOND);

        assertThat(last.isGone()).isTrue();
        assertThat(told).endsWith("v-2 finished", "v-2 gone");
        assertThat(cluster.lives().get(2).scheduledMillis()).isEqualTo(4 * SECOND);
    }

    @Test
    void aPodThatIsDeletedWhileItStartsNeverGetsReady() {
        var cluster = cluster(STEADY);
        cluster.scale(0, 3);
        agenda.runUntil(30 * SECOND);

        cluster.scale(0, 2);
        agenda.runUntil(100 * SECOND);

        assertThat(told).doesNotContain("v-3 ready");
        assertThat(cluster.lives().get(2).goneMillis()).isEqualTo(30 * SECOND);
    }

    @Test
    void aReclaimedPodIsReplaced() {
        var cluster = cluster(Workloads.on(STEADY, 8, 0, 60));

        agenda.runUntil(600 * SECOND);

        assertThat(cluster.lives()).anyMatch(ReplicaLife::reclaimed);
        assertThat(deployment(cluster).pods()).hasSize(2);
    }

    private SimulatedCluster cluster(Workload workload) {
        return new SimulatedCluster(agenda, Scenes.of(workload, 1), new ReplicaEvents() {
            @Override
            public void ready(SimulatedReplica replica) {
                told.add(replica.name() + " ready");
            }

            @Override
            public void gone(SimulatedReplica replica) {
                told.add(replica.name() + " gone");
            }

            @Override
            public void finished(SimulatedReplica replica, Sequence sequence) {
                told.add(replica.name() + " finished");
            }
        });
    }

    private static Deployment deployment(SimulatedCluster cluster) {
        return cluster.deployments().get(0);
    }

    private static List<String> names(SimulatedCluster cluster) {
        return deployment(cluster).pods().stream().map(SimulatedReplica::name).toList();
    }
}
