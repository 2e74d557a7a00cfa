package ai.llmd.wva.explain;

import ai.llmd.wva.model.Problem;
import java.util.List;

/** Problems as users read them. */
public final class Words {
    private Words() {}

    public static List<String> of(List<Problem> problems) {
        return problems.stream().map(ProblemText::full).toList();
    }

    public static List<String> reasons(List<Problem> problems) {
        return problems.stream().map(ProblemText::withEffect).toList();
    }
}
