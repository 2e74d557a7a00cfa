package ai.llmd.wva.model;

/**
 * A declaration that could not be used; the last good one, if any, stays in force.
 *
 * @param subject what is wrong, e.g. {@code ConfigMap wva-system/accelerator-unit-costs key A100}
 * @param message why, for its author
 */
public record Problem(String subject, String message) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        int bySubject = subject.compareTo(other.subject);
        return bySubject != 0 ? bySubject : message.compareTo(other.message);
    }

    @Override
    public String toString() {
        return subject + ": " + message;
    }
}
