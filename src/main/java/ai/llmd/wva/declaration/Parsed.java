package ai.llmd.wva.declaration;

import ai.llmd.wva.model.Problem;
import java.util.List;

/**
 * What a ConfigMap says, as far as it can be used.
 *
 * @param value with the last good entries in place of broken ones
 * @param problems one for each thing that is wrong, in the order of the keys
 */
public record Parsed<T>(T value, List<Problem> problems) {
    public Parsed {
        problems = List.copyOf(problems);
    }

    /** How the message of a problem ends that leaves something out altogether, for there was nothing good before. */
    static final String LEFT_OUT = "is left out until it is mended";

    /** Whether a problem leaves an entry or a row out; else it is a remark on one that counts. */
    public static boolean isLoss(Problem problem) {
        return problem.message().endsWith(LEFT_OUT);
    }

    /** What is wrong, without what becomes of it in a running controller. */
    public static String reasonOf(Problem problem) {
        var message = problem.message();
        return isLoss(problem) ? message.substring(0, message.lastIndexOf(';')) : message;
    }
}
