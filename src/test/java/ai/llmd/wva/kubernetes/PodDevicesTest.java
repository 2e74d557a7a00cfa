package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod takes from its node, by the scheduler's rules. */
class PodDevicesTest {
    /** Columns: init containers, containers, and what they need together; "Ns" is a sidecar that needs N. */
    @ParameterizedTest
    @CsvSource({
        "'',      1,     1",
        "'',      2 3,   5",
        "4,       1,     4",
        "1,       4,     4",
        "2 3,     1,     3",
        "1s,      2,     3",
        "1s 4,    2,     5",
        "4 1s,    2,     4",
        "1s 1s,   1,     3",
        "2s 1 1s, 0,     3"
    })
    void containersAndSidecarsAddUpAndInitContainersRunByThemselves(String inits, String containers, long devices) {
        assertThat(PodDevices.requested(pod(list(inits), list(containers))))
                .isEqualTo(Map.of("nvidia.com/gpu", devices));
    }

    @Test
    void theRequestCountsAndTheLimitWhereThereIsNone() {
        var pod = Nodes.pod("""
                kind: Pod
                metadata: {name: pod}
                spec:
                  containers:
                    - {name: a, resources: {requests: {nvidia.com/gpu: "1"}, limits: {nvidia.com/gpu: "1"}}}
                    - {name: b, resources: {requests: {cpu: 4}, limits: {nvidia.com/gpu: 2, amd.com/gpu: 3}}}
                    - {name: c, resources: {requests: {intel.com/gpu: 1k}}}
                    - {name: d}
                """);

        assertThat(PodDevices.requested(pod))
                .isEqualTo(Map.of("amd.com/gpu", 3L, "intel.com/gpu", 1000L, "nvidia.com/gpu", 3L));
    }

    @Test
    void aPodWithoutAcceleratorsHoldsNone() {
        var pod = Nodes.pod("""
                kind: Pod
                metadata: {name: pod}
                spec: {nodeName: n, containers: [{name: a, resources: {requests: {cpu: 4, nvidia.com/gpu: 0}}}]}
                """);

        assertThat(PodDevices.requested(pod)).isEmpty();
        assertThat(PodDevices.holds(pod)).isFalse();
        assertThat(PodDevices.requested(Nodes.pod("kind: Pod\nmetadata: {name: bare}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Pending, true", "Running, true", "Succeeded, false", "Failed, false"})
    void aPodThatIsOverHoldsNothing(String phase, boolean holds) {
        var pod = Nodes.holder("pod", "n", 1);
        pod.getStatus().setPhase(phase);

        assertThat(PodDevices.holds(pod)).isEqualTo(holds);
    }

    @Test
    void aPodThatWaitsForANodeHoldsNothing() {
        var pod = Nodes.holder("pod", "n", 1);
        pod.getSpec().setNodeName(null);

        assertThat(PodDevices.holds(pod)).isFalse();
    }

    @Test
    void aSlimPodHoldsTheSame() {
        var whole = pod("[{name: i, restartPolicy: Always, resources: {limits: {nvidia.com/gpu: 2}}}]", list("1 1"));
        whole.getSpec().setNodeName("n");

        var slim = Slim.podWithDevices(whole);

        assertThat(PodDevices.requested(slim)).isEqualTo(PodDevices.requested(whole));
        assertThat(PodDevices.node(slim)).contains("n");
        assertThat(slim.getSpec().getInitContainers()).isEmpty();
        assertThat(Slim.podWithDevices(slim)).isEqualTo(slim);
        assertThat(Slim.pod(whole).getSpec()).isNull();
    }

    private static Pod pod(String inits, String containers) {
        return Nodes.pod("""
                kind: Pod
                metadata: {name: pod, namespace: llm}
                spec:
                  initContainers: %s
                  containers: %s
                """.formatted(inits, containers));
    }

    private static String list(String counts) {
        var list = new StringBuilder("[");
        for (var count : counts.isEmpty() ? new String[0] : counts.split(" ")) {
            var sidecar = count.endsWith("s");
            list.append("{name: c, resources: {requests: {nvidia.com/gpu: ")
                    .append(sidecar ? count.substring(0, count.length() - 1) : count)
                    .append(sidecar ? "}}, restartPolicy: Always}," : "}}},");
        }
        return list.append("]").toString();
    }
}
