package ai.llmd.wva.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.explain.DecisionText;
import ai.llmd.wva.explain.ProblemText;
import ai.llmd.wva.fixture.SettableClock;
import ai.llmd.wva.model.Alternative;
import ai.llmd.wva.model.Caveat;
import ai.llmd.wva.model.ConfigMapName;
import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.HoldCause;
import ai.llmd.wva.model.Measurement;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.Variant;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Event tells what; {@code EventRecorderIT} has how they look on a real API server. */
@EnableKubernetesMockClient(crud = true)
class KubernetesReporterTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Variant variant = Samples.variant(Samples.target(2, 2));
    private KubernetesClient client;
    private KubernetesReporter reporter;

    @BeforeEach
    void create() {
        reporter = new KubernetesReporter(
                new StatusWriter(client, id -> Optional.empty(), LONG),
                new EventRecorder(client, "wva-0", LONG, new SettableClock(Samples.NOW)));
    }

    @ParameterizedTest
    @CsvSource({"2, 3, ScaleUp", "2, 1, ScaleDown", "1, 0, ScaleDown", "0, 1, ScaleUp"})
    void aChangeOfReplicasTellsFromWhatToWhatAndWhy(int from, int to, String reason) {
        var decision = Samples.decision(variant, to);

        reporter.scaled(variant, from, decision);

        assertThat(event())
                .extracting(Event::getType, Event::getReason, Event::getNote)
                .containsExactly("Normal", reason, from + " -> " + to + " replicas: " + DecisionText.reason(decision));
        assertThat(event().getRegarding())
                .extracting(ObjectReference::getKind, ObjectReference::getName, ObjectReference::getUid)
                .containsExactly("VariantAutoscaling", "vllme", "u-1");
    }

    @Test
    void aChangeThatIsOnlyAdvisedSaysSo() {
        reporter.scaled(variant, 2, Samples.decision(variant, 3).onlyTold());

        assertThat(event()).extracting(Event::getType, Event::getReason).containsExactly("Normal", "ScaleUpAdvised");
        assertThat(event().getNote())
                .startsWith("2 -> 3 replicas: advisory: would have 3 replicas; nothing acts on it; 40.00 requests/min");
    }

    @Test
    void whatItsOwnerFrozeIsNoWarning() {
        reporter.held(variant, Samples.held(variant, Outcome.FROZEN, OptionalInt.of(2), new HoldCause.Frozen()));

        assertThat(event())
                .extracting(Event::getType, Event::getReason, Event::getNote)
                .containsExactly(
                        "Normal", "Frozen", "frozen by the annotation wva.llmd.ai/freeze; last good decision held: 2");
    }

    @Test
    void adviceNamesTheAcceleratorAndWhatToChange() {
        reporter.advised(variant, new Alternative("G2", 1, 23));

        assertThat(event())
                .extracting(Event::getType, Event::getReason, Event::getNote)
                .containsExactly(
                        "Normal",
                        "AcceleratorAdvised",
                        "another accelerator would serve it better: G2: 1 replica, 23.00 cents/h; to move to it,"
                                + " change the pod template and the accelerator label");
    }

    @Test
    void aLackOfAcceleratorsIsAWarningWithTheReason() {
        var decision = Samples.decision(variant, 1);

        reporter.lacksCapacity(variant, decision);

        assertThat(event())
                .extracting(Event::getType, Event::getReason, Event::getNote)
                .containsExactly("Warning", "InsufficientCapacity", DecisionText.reason(decision));
    }

    @Test
    void stuckPodsAreAWarningThatNamesThemAndSaysWhatToDo() {
        reporter.stuck(variant, new Caveat.StuckPods(List.of("vllme-0", "vllme-1")));

        assertThat(event())
                .extracting(Event::getType, Event::getReason, Event::getNote)
                .containsExactly(
                        "Warning",
                        "PodStuck",
                        "pods vllme-0, vllme-1 are stuck: requests make no progress, so the capacity does not count;"
                                + " check the log, and delete pods that do not recover");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID,    InvalidConfiguration",
        "INFEASIBLE, OptimizationFailed",
        "FAILED,     InternalError",
        "HELD,       MetricsUnavailable",
        "FALLBACK,   MetricsUnavailable"
    })
    void aDecisionThatIsNotFreshIsAWarningThatSaysWhoseFaultItIs(Outcome outcome, String reason) {
        var cause = new HoldCause.LoadUnknown(Measurement.Cause.MISSING, "this is why");
        var decision = Samples.held(variant, outcome, OptionalInt.of(2), cause);

        reporter.held(variant, decision);

        assertThat(event())
                .extracting(Event::getType, Event::getReason, Event::getNote)
                .containsExactly("Warning", reason, DecisionText.reason(decision));
        assertThat(event().getNote()).contains("this is why");
    }

    @Test
    void aProblemIsAWarningOnItsConfigMapThatNamesTheKeyAndWhatBecomesOfIt() {
        var costs = new ConfigMapName("wva-system", "costs");
        var problem = new Problem(new Subject.Entry(costs, "A100"), Effect.LEFT_OUT, "cost is no number");

        reporter.problem(problem);

        assertThat(event())
                .extracting(Event::getType, Event::getReason, Event::getNote)
                .containsExactly("Warning", "InvalidConfiguration", ProblemText.withinConfigMap(problem));
        assertThat(event().getNote()).startsWith("key A100: cost is no number");
        assertThat(event().getRegarding())
                .extracting(ObjectReference::getKind, ObjectReference::getNamespace, ObjectReference::getName)
                .containsExactly("ConfigMap", "wva-system", "costs");
    }

    @Test
    void aProblemOfNoConfigMapHasNobodyToTell() {
        reporter.problem(new Problem(new Subject.Nodes(), Effect.LAST_GOOD, "cannot be read"));

        assertThat(client.events().v1().events().inAnyNamespace().list().getItems())
                .isEmpty();
    }

    private Event event() {
        var events = client.events().v1().events().inAnyNamespace().list().getItems();
        assertThat(events).hasSize(1);
        return events.get(0);
    }
}
