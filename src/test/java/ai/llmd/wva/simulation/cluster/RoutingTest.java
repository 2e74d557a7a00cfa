package ai.llmd.wva.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.engine.FinishReason;
import ai.llmd.wva.engine.Sequence;
import ai.llmd.wva.engine.SequenceSpec;
import ai.llmd.wva.simulation.Scenes;
import ai.llmd.wva.simulation.Workloads;
import ai.llmd.wva.simulation.workload.RoutingMethod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final int NO_GROUP = -1;

    /** Three replicas of batch 4. */
    private final List<SimulatedReplica> ready =
            new SimulatedCluster(new Agenda(), Scenes.of(Workloads.steady(1, 60, 3), 1), new Deaf()).ready(0);

    @Test
    void theFewestRequestsThatRunAndWaitWin() {
        give(0, 5);
        give(1, 2);
        give(2, 3);

        assertThat(pick(RoutingMethod.LEAST_OUTSTANDING)).isEqualTo("v-2");
    }

    @Test
    void oneAfterTheOtherWhateverTheyHave() {
        give(0, 5);
        var router = Routing.start(RoutingMethod.ROUND_ROBIN);

        assertThat(picks(router, NO_GROUP, NO_GROUP, NO_GROUP, NO_GROUP)).containsExactly("v-1", "v-2", "v-3", "v-1");
    }

    @Test
    void anEmptyCacheWinsAmongThoseWithoutAQueue() {
        submit(0, 900);
        give(1, 2);
        give(2, 5);

        assertThat(pick(RoutingMethod.KV_AWARE)).isEqualTo("v-2");
    }

    @Test
    void aPrefixStaysWhereItIsUntilThatReplicaHasFarMoreThanOthers() {
        var router = Routing.start(RoutingMethod.PREFIX_AWARE);

        assertThat(picks(router, 7)).containsExactly("v-1");
        give(0, 4);
        assertThat(picks(router, 7, NO_GROUP)).containsExactly("v-1", "v-2");
        give(0, 1);
        assertThat(picks(router, 7, 7)).containsExactly("v-2", "v-2");
    }

    private String pick(RoutingMethod method) {
        return picks(Routing.start(method), NO_GROUP).get(0);
    }

    private List<String> picks(Router router, int... groups) {
        var names = new ArrayList<String>();
        for (var group : groups) {
            names.add(router.pick(ready, group).name());
        }
        return names;
    }

    private void give(int replica, int requests) {
        for (var i = 0; i < requests; i++) {
            submit(replica, 25);
        }
    }

    private void submit(int replica, int inputTokens) {
        ready.get(replica).engine().submit(0, new SequenceSpec(inputTokens, 178, FinishReason.STOP));
    }

    private static final class Deaf implements ReplicaEvents {
        @Override
        public void ready(SimulatedReplica replica) {}

        @Override
        public void gone(SimulatedReplica replica) {}

        @Override
        public void finished(SimulatedReplica replica, Sequence sequence) {}
    }
}
