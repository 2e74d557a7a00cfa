package ai.llmd.wva.page.view;

import java.util.List;

/**
 * Changes, oldest first.
 *
 * @param next what to ask for since, for those that follow
 */
public record ChangesView(List<ChangeView> decisions, long next) {
    public ChangesView {
        decisions = List.copyOf(decisions);
    }
}
