package ai.llmd.wva.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private final Agenda agenda = new Agenda();
    private final ArrayList<String> happened = new ArrayList<>();

    @Test
    void whatIsDueHappensInOrderOfTimeAndThenOfNoting() {
        note(20, "third");
        note(10, "first");
        note(10, "second");
        note(21, "later");

        agenda.runUntil(20);

        assertThat(happened).containsExactly("first at 10.0", "second at 10.0", "third at 20.0");
    }

    @Test
    void whatFollowsFromWhatHappensIsNotMissed() {
        agenda.at(10, () -> agenda.in(5, () -> happened.add("followed at " + agenda.nowMillis())));

        agenda.runUntil(100);

        assertThat(happened).containsExactly("followed at 15.0");
        assertThat(agenda.nowMillis()).isEqualTo(100);
    }

    @Test
    void thePastIsNow() {
        agenda.runUntil(50);
        note(10, "late");

        agenda.runUntil(50);

        assertThat(happened).containsExactly("late at 50.0");
    }

    @Test
    void whatIsDueNeverIsForgotten() {
        note(Double.POSITIVE_INFINITY, "never");

        agenda.runUntil(Double.MAX_VALUE);

        assertThat(happened).isEmpty();
    }

    private void note(double atMillis, String what) {
        agenda.at(atMillis, () -> happened.add(what + " at " + agenda.nowMillis()));
    }
}
