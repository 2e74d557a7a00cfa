package ai.llmd.wva.page.view;

import java.util.List;
import java.util.Optional;

/**
 * All about a variant.
 *
 * @param explanation the decision in sentences
 * @param decisions the last changes, newest first
 */
public record VariantView(
        RowView row,
        List<String> explanation,
        List<ConditionView> conditions,
        ProfileView profile,
        List<ChangeView> decisions,
        Optional<HistoryView> history) {
    public VariantView {
        explanation = List.copyOf(explanation);
        conditions = List.copyOf(conditions);
        decisions = List.copyOf(decisions);
    }
}
