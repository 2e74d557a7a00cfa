package ai.llmd.wva.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.kubernetes.AcceptingReporter;
import ai.llmd.wva.loadgen.RateTable;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final RequestTotals SERVED = new RequestTotals(10, 0, 10, 1, 1);

    private final Decisions decisions = new Decisions(new AcceptingReporter());

    private void decided(Decisions.Latest latest) {
        decisions.writeStatus(latest.plan(), latest.variant(), latest.decision(), Optional.empty());
    }

    /** Of a script with a rate window of 20 seconds. */
    private List<String> failures(String script, List<Integer> replicas, RequestTotals requests) {
        return new Verdict(RateTable.parse(script), 20).failures(replicas, requests, decisions);
    }

    @Test
    void upAndDownWorks() {
        decided(Latests.sized(0.66, 2));
        decided(Latests.held(1));
        assertThat(failures("[[60, 40], [60, 0]]", List.of(1, 2, 1), SERVED)).isEmpty();
    }

    @Test
    void aLastingLoadBeyondOneReplicaMustScale() {
        decided(Latests.sized(0.4, 1));
        assertThat(failures("[[60, 40], [60, 0]]", List.of(1), SERVED))
                .containsExactly("never scaled, though one replica carries 30.0 requests a minute");
        assertThat(failures("[[60, 29], [60, 0]]", List.of(1), SERVED)).isEmpty();
        assertThat(failures("[[30, 40], [60, 0]]", List.of(1), SERVED)).isEmpty();
    }

    @Test
    void replicasMustFollowTheDecision() {
        decided(Latests.sized(0.66, 2));
        assertThat(failures("[[60, 40]]", List.of(1, 2, 3), SERVED))
                .containsExactly("ended with 3 replicas, but 2 wanted");
    }

    @Test
    void theyMustGoAgain() {
        decided(Latests.sized(0.66, 2));
        assertThat(failures("[[60, 40], [60, 0]]", List.of(1, 2), SERVED))
                .containsExactly("still 2 replicas after the load ended");
    }

    @Test
    void aLoopThatDoesNothingFails() {
        assertThat(failures("[[60, 40]]", List.of(1), new RequestTotals(0, 5, 0, 0, 0)))
                .containsExactly(
                        "no decision was written to the status of the VariantAutoscaling",
                        "no request was answered",
                        "the load was never measured");
    }

    @Test
    void brokenDeclarationsAreTold() {
        decided(Latests.sized(0.66, 2));
        decisions.problem(new Problem(new Subject.Nodes(), Effect.LAST_GOOD, "cannot be read"));
        assertThat(failures("[[60, 40]]", List.of(1, 2), SERVED))
                .containsExactly(
                        "the declarations: nodes: cannot be read; the accelerators last seen there still count");
    }
}
