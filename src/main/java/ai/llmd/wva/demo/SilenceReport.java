package ai.llmd.wva.demo;

import static ai.llmd.wva.model.Units.MILLIS_PER_SECOND;

import ai.llmd.wva.simulation.outcome.Moment;
import ai.llmd.wva.simulation.outcome.Note;
import ai.llmd.wva.simulation.outcome.RunResult;
import ai.llmd.wva.simulation.workload.Silence;
import java.util.Comparator;
import java.util.Optional;

/**
 * What became of a variant whose metrics nobody could read.
 *
 * @param held decisions that kept what there was
 * @param before replicas asked for when the first of them was made
 * @param least the fewest that were asked for from then until the metrics were back
 */
record SilenceReport(Silence silence, int held, int before, int least) {
    /** Nothing was taken away on the word of nobody. */
    boolean harmless() {
        return held > 0 && least >= before;
    }

    /** Empty where the run ended before a decision had to be held. */
    static Optional<SilenceReport> of(RunResult run, Silence silence) {
        var target = run.scene().targets().stream()
                .filter(one -> one.name().equals(silence.variant()))
                .findFirst()
                .orElseThrow()
                .index();
        var untilMillis = silence.untilSeconds() * MILLIS_PER_SECOND;
        var held = run.notes().stream()
                .filter(note -> note.target() == target
                        && note.held()
                        && note.atMillis() >= silence.fromSeconds() * MILLIS_PER_SECOND
                        && note.atMillis() < untilMillis)
                .toList();
        var since = held.stream().map(Note::atMillis).min(Comparator.naturalOrder());
        var specs = run.moments().stream()
                .filter(moment -> moment.target() == target
                        && moment.atMillis() >= since.orElse(silence.fromSeconds() * MILLIS_PER_SECOND)
                        && moment.atMillis() < untilMillis)
                .map(Moment::spec)
                .toList();
        return specs.isEmpty()
                ? Optional.empty()
                : Optional.of(new SilenceReport(
                        silence,
                        held.size(),
                        specs.get(0),
                        specs.stream().min(Comparator.naturalOrder()).orElseThrow()));
    }
}
