package ai.llmd.wva.declaration;

import ai.llmd.wva.model.Effect;
import ai.llmd.wva.model.Problem;
import ai.llmd.wva.model.Subject;
import ai.llmd.wva.model.VariantId;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one resource. */
final class FieldProblems {
    private final Subject subject;
    private final List<Problem> problems = new ArrayList<>();

    FieldProblems(VariantId variant) {
        this.subject = new Subject.Resource(variant);
    }

    /** Adds what keeps the resource from being planned. */
    void add(String message) {
        problems.add(new Problem(subject, Effect.NOT_PLANNED, message));
    }

    /** Adds a value that cannot be read, in place of which the default counts. */
    void passedOver(String message) {
        problems.add(new Problem(subject, Effect.DEFAULT_VALUE, message));
    }

    /** Adds something that does no harm to the rest. */
    void remark(String message) {
        problems.add(new Problem(subject, Effect.REMARK, message));
    }

    int count() {
        return problems.size();
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }
}
