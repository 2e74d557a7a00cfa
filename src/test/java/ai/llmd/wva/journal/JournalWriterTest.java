package ai.llmd.wva.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.llmd.wva.benchmark.RandomFleet;
import ai.llmd.wva.journal.JournalLine.Declared;
import ai.llmd.wva.model.Fleet;
import ai.llmd.wva.model.Fleets;
import ai.llmd.wva.model.Observation;
import ai.llmd.wva.model.PolicyKind;
import ai.llmd.wva.model.Variant;
import ai.llmd.wva.model.VariantId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
    private final Observation first = RandomFleet.observation(5, 1);
    private final VariantId one = first.fleet().variants().firstKey();

    /** The next cycle of a fleet whose variants changed. */
    private Observation then(Consumer<SortedMap<VariantId, Variant>> change) {
        var before = first.fleet();
        var variants = new TreeMap<>(before.variants());
        change.accept(variants);
        var fleet = new Fleet(
                before.generation() + 1,
                variants,
                before.accelerators(),
                before.serviceClasses(),
                before.capacity(),
                before.settings(),
                before.problems());
        var measurements = new TreeMap<>(first.measurements());
        measurements.keySet().retainAll(fleet.variants().keySet());
        fleet.variants()
                .keySet()
                .forEach(id -> measurements.putIfAbsent(id, first.measurements().get(one)));
        return new Observation(2, first.at().plusSeconds(60), fleet, measurements);
    }

    private static List<String> kinds(String journal) {
        return journal.lines()
                .map(line -> line.replaceAll("\\{\"journal\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    private void comesBack(Observation second, int changed) throws Exception {
        var text = Journals.text(PolicyKind.WVA, List.of(first, second));
        assertThat(kinds(text)).containsExactly("start", "fleet", "memory", "cycle", "changes", "cycle");
        var changes = text.lines().skip(4).findFirst().orElseThrow();
        assertThat(changes.split("\"resource\"", -1)).hasSize(changed + 1);
        var lines = Journals.read(text, new ArrayList<>());
        assertThat(lines.get(4)).isEqualTo(new Declared(second.fleet()));
        assertThat(Journals.replay(lines).same()).isTrue();
    }

    @Test
    void ofAFleetThatChangedOnlyTheChangesAreWritten() throws Exception {
        comesBack(then(variants -> variants.put(one, variants.get(one).withTarget(Fleets.found(9)))), 1);
    }

    @Test
    void variantsComeAndGo() throws Exception {
        comesBack(
                then(variants -> {
                    variants.remove(one);
                    var other = Fleets.sample();
                    variants.put(other.id(), other);
                }),
                1);
    }

    @Test
    void aFleetThatIsTheSameIsWrittenOnce() throws Exception {
        var text = Journals.text(PolicyKind.WVA, List.of(first, RandomFleet.observation(5, 2)));
        assertThat(kinds(text)).containsExactly("start", "fleet", "memory", "cycle", "cycle");
    }
}
