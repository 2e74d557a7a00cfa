package ai.llmd.wva.config;

import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject.Place;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with texts while they are read, in the order of reading and each thing once. */
public final class Problems {
    private final Set<Problem> collected = new LinkedHashSet<>();

    /** Something without which the texts are refused. */
    public void error(String path, String message) {
        collected.add(new Problem(new Place(path), Effect.REFUSED, message));
    }

    /** Something that is passed over. */
    public void note(String path, String message) {
        collected.add(new Problem(new Place(path), Effect.REMARK, message));
    }

    /** A name that nothing declares: what it may have been meant to be, else what there is. */
    public void unknown(String path, String kind, String name, Collection<String> known) {
        error(path, Spelling.unknown(kind, name, known));
    }

    /** Whether something is wrong with the value at a path itself. */
    boolean concern(String path) {
        return collected.stream()
                .anyMatch(problem -> problem.subject() instanceof Place place
                        && (place.path().equals(path) || place.path().startsWith(path + "[")));
    }

    public boolean anyError() {
        return collected.stream().anyMatch(Problems::isError);
    }

    /** How many errors there are. */
    public int count() {
        return errors().size();
    }

    public List<Problem> errors() {
        return collected.stream().filter(Problems::isError).toList();
    }

    public List<Problem> notes() {
        return collected.stream().filter(problem -> !isError(problem)).toList();
    }

    private static boolean isError(Problem problem) {
        return problem.effect() == Effect.REFUSED;
    }
}
