package ai.llmd.wva.serving.desired;

import static ai.llmd.wva.model.Fleets.NOW;
import static ai.llmd.wva.model.Fleets.SAMPLE;
import static ai.llmd.wva.model.Fleets.fleet;
import static ai.llmd.wva.model.Fleets.load;
import static ai.llmd.wva.model.Fleets.measured;
import static ai.llmd.wva.model.Fleets.observation;
import static ai.llmd.wva.model.Fleets.variant;
import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.model.ActuationMode;
import ai.llmd.wva.model.Constraint;
import ai.llmd.wva.model.ControllerClaim;
import ai.llmd.wva.model.ControllerName;
import ai.llmd.wva.model.Decision;
import ai.llmd.wva.model.DesiredScale;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Handling;
import ai.llmd.wva.model.Mode;
import ai.llmd.wva.model.Outcome;
import ai.llmd.wva.model.Plan;
import ai.llmd.wva.model.PlanSummary;
import ai.llmd.wva.model.Rationale;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import ai.llmd.wva.serving.desired.DesiredNumber.Origin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which number is served, on the leader and on a standby, while leaders and declarations change. */
class NumberBookTest {
    private static final Duration TRUST_FOR = Duration.ofMinutes(5);
    private static final String UID = Fleets.sample().uid();

    private boolean leading;
    private Optional<Duration> silence = Optional.of(Duration.ZERO);
    private final Map<VariantId, WrittenNumber> statuses = new HashMap<>();
    private final NumberBook book = new NumberBook(
            new Trust(() -> leading, () -> silence, TRUST_FOR), id -> Optional.ofNullable(statuses.get(id)));

    @Test
    void theLeaderServesWhatItPlanned() {
        leading = true;
        book.declared(fleet(variant(SAMPLE, 1)));
        assertThat(book.of(SAMPLE)).as("nothing is known yet").isEmpty();

        status(3);
        book.planned(plan(fleet(variant(SAMPLE, 1)), OptionalInt.of(2)));
        assertThat(book.of(SAMPLE)).contains(new DesiredNumber(SAMPLE, "A100", 2, 1, Optional.of(NOW), Origin.PLAN));
        assertThat(book.of(SAMPLE).orElseThrow().ratio()).isEqualTo(2);

        book.declared(fleet(variant(SAMPLE, 4)));
        assertThat(book.of(SAMPLE).orElseThrow().ratio())
                .as("of the replicas that there are by now, or it would be followed twice")
                .isEqualTo(0.5);
        book.declared(fleet(variant(SAMPLE, 0)));
        assertThat(book.of(SAMPLE).orElseThrow().ratio()).as("from nothing").isEqualTo(2);
    }

    @Test
    void whatExistsIsKnownFromWhatIsDeclared() {
        assertThat(book.exists(SAMPLE)).isEmpty();
        book.declared(fleet(variant(SAMPLE, 1)));
        assertThat(book.exists(SAMPLE)).contains(true);
        assertThat(book.exists(new VariantId("elsewhere", SAMPLE.name()))).contains(false);
    }

    @Test
    void aNewLeaderServesTheStatusUntilItHasAPlan() {
        leading = true;
        silence = Optional.empty();
        status(3);
        book.declared(fleet(variant(SAMPLE, 1)));
        assertThat(book.of(SAMPLE)).contains(new DesiredNumber(SAMPLE, "A100", 3, 1, Optional.of(NOW), Origin.STATUS));

        book.planned(plan(fleet(variant(SAMPLE, 1)), OptionalInt.empty()));
        assertThat(book.of(SAMPLE)).as("it decided on no number").isEmpty();
    }

    @Test
    void whatWasPlannedInAFormerTermCountsNoMore() {
        leading = true;
        status(3);
        book.declared(fleet(variant(SAMPLE, 1)));
        book.planned(plan(fleet(variant(SAMPLE, 1)), OptionalInt.of(2)));

        leading = false;
        assertThat(book.of(SAMPLE)).map(DesiredNumber::desired).as("a standby").contains(3);
        book.forgetPlans();
        leading = true;
        assertThat(book.of(SAMPLE))
                .map(DesiredNumber::desired)
                .as("the next term")
                .contains(3);
    }

    @Test
    void aStandbyServesTheStatusWhileSomebodyLeadsAndForAWhileAfter() {
        book.declared(fleet(variant(SAMPLE, 1)));
        status(2);
        assertThat(book.of(SAMPLE)).map(DesiredNumber::desired).contains(2);
        status(5);
        assertThat(book.of(SAMPLE))
                .map(DesiredNumber::desired)
                .as("as written now")
                .contains(5);

        silence = Optional.of(TRUST_FOR);
        assertThat(book.of(SAMPLE)).map(DesiredNumber::desired).contains(5);
        silence = Optional.of(TRUST_FOR.plusNanos(1));
        assertThat(book.of(SAMPLE)).isEmpty();
        assertThat(book.in(SAMPLE.namespace())).isEmpty();
        silence = Optional.empty();
        assertThat(book.of(SAMPLE)).as("never saw a leader").isEmpty();
    }

    @Test
    void whatIsOnlyToldIsNotServed() {
        leading = true;
        var told = variant(SAMPLE, 1).withHandling(new Handling(Optional.of(Mode.ADVISORY), false));
        book.declared(fleet(told));
        book.planned(plan(fleet(variant(SAMPLE, 1)), OptionalInt.of(2)));
        assertThat(book.of(SAMPLE)).as("from the moment that it is declared").isEmpty();

        book.declared(fleet(variant(SAMPLE, 1)));
        book.planned(plan(fleet(told), OptionalInt.of(2)));
        assertThat(book.of(SAMPLE)).as("until it is planned to be acted on").isEmpty();

        leading = false;
        statuses.put(SAMPLE, new WrittenNumber(UID, "A100", 2, Optional.of(NOW), false));
        assertThat(book.of(SAMPLE)).as("until its status says so").isEmpty();
    }

    @Test
    void whatAnotherControllerTakesCareOfIsServedByThatOne() {
        var claim = new ControllerClaim(new ControllerName("wva-b", "wva"), Optional.empty(), true);
        var left = variant(SAMPLE, 1).withHandling(Handling.USUAL.withClaim(claim));
        leading = true;
        book.declared(fleet(variant(SAMPLE, 1)));
        book.planned(plan(fleet(variant(SAMPLE, 1)), OptionalInt.of(2)));
        book.declared(fleet(left));
        assertThat(book.of(SAMPLE)).as("from the moment that it is seen").isEmpty();

        leading = false;
        silence = Optional.of(Duration.ZERO);
        status(3);
        assertThat(book.of(SAMPLE)).as("the status is the other one's").isEmpty();
    }

    @Test
    void whatTheControllerAloneActsOnIsNotServed() {
        leading = true;
        var own = variant(SAMPLE, 1).withHandling(Handling.USUAL.withActuation(ActuationMode.SCALE));
        book.declared(fleet(own));
        book.planned(plan(fleet(own), OptionalInt.of(2)));
        assertThat(book.of(SAMPLE)).isEmpty();

        book.declared(fleet(own.withHandling(Handling.USUAL.withActuation(ActuationMode.BOTH))));
        assertThat(book.of(SAMPLE)).map(DesiredNumber::desired).contains(2);
    }

    @Test
    void aVariantThatIsGoneHasNoNumberAndItsSuccessorNoneOfIts() {
        leading = true;
        status(3);
        book.declared(fleet(variant(SAMPLE, 1)));
        book.planned(plan(fleet(variant(SAMPLE, 1)), OptionalInt.of(2)));
        book.declared(fleet());
        assertThat(book.of(SAMPLE)).isEmpty();
        assertThat(book.in(SAMPLE.namespace())).isEmpty();

        book.declared(fleet(variant(SAMPLE, "another", 1)));
        assertThat(book.of(SAMPLE)).isEmpty();
        statuses.put(SAMPLE, new WrittenNumber("another", "A100", 4, Optional.empty(), true));
        assertThat(book.of(SAMPLE)).map(DesiredNumber::desired).contains(4);
    }

    @Test
    void aNamespaceHasItsOwnVariantsByName() {
        var a = new VariantId("team", "a");
        var b = new VariantId("team", "b");
        book.declared(fleet(
                variant(b, 1),
                variant(a, 1),
                variant(new VariantId("tea", "z"), 1),
                variant(new VariantId("team-2", "a"), 1)));
        for (var id : new VariantId[] {a, b, new VariantId("tea", "z"), new VariantId("team-2", "a")}) {
            statuses.put(id, new WrittenNumber("uid-" + id.name(), "", 1, Optional.empty(), true));
        }
        assertThat(book.in("team")).extracting(DesiredNumber::id).containsExactly(a, b);
        assertThat(book.in("te")).isEmpty();
    }

    @Test
    void whoeverListensHearsOfPlansAndDeclarations() {
        var heard = new AtomicInteger();
        book.onChange(heard::incrementAndGet);
        book.declared(fleet());
        book.planned(plan(fleet(), OptionalInt.empty()));
        book.forgetPlans();
        assertThat(heard).hasValue(3);
    }

    private void status(int desired) {
        statuses.put(SAMPLE, new WrittenNumber(UID, "A100", desired, Optional.of(NOW), true));
    }

    private static Plan plan(Fleet fleet, OptionalInt desired) {
        var decisions = new TreeMap<VariantId, Decision>();
        for (Variant variant : fleet.variants().values()) {
            decisions.put(
                    variant.id(),
                    new Decision(
                            variant.id(),
                            Outcome.OPTIMIZED,
                            new DesiredScale("A100", desired, variant.currentReplicas(), Optional.of(NOW)),
                            Constraint.TTFT,
                            new Rationale.NoLoad(0),
                            Optional.empty()));
        }
        return new Plan(
                observation(1, fleet, measured(load(40, 178))), decisions, new PlanSummary("", 0, 0, true, true));
    }
}
