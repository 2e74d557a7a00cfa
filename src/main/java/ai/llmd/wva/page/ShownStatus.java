package ai.llmd.wva.page;

import ai.llmd.wva.model.Checks;
import ai.llmd.wva.page.view.ConditionView;
import ai.llmd.wva.page.view.ProfileView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the status of a resource shows, as a leader wrote it.
 *
 * @param uid of the resource
 * @param accelerator of the decision; may be empty
 * @param decidedAt when that was decided from measured load
 * @param arrivalPerSecond measured, as ttftMillis and itlMillis
 * @param decision in words
 */
public record ShownStatus(
        String uid,
        OptionalInt desired,
        String accelerator,
        Optional<Instant> decidedAt,
        OptionalDouble arrivalPerSecond,
        OptionalDouble ttftMillis,
        OptionalDouble itlMillis,
        StatusWords decision,
        Optional<ProfileView.Learned> learned,
        List<ConditionView> conditions) {
    public ShownStatus {
        Checks.present(uid, "uid");
        conditions = List.copyOf(conditions);
    }

    /**
     * A decision in words; what is not said is empty.
     *
     * @param binding what decided the number
     */
    public record StatusWords(
            String reason,
            String binding,
            Optional<String> changesAt,
            Optional<String> runnerUp,
            Optional<String> advice,
            Optional<String> price) {
        static final StatusWords NONE =
                new StatusWords("", "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Of a resource that nothing was written of yet. */
    public static ShownStatus none(String uid) {
        return new ShownStatus(
                uid,
                OptionalInt.empty(),
                "",
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                StatusWords.NONE,
                Optional.empty(),
                List.of());
    }
}
