package ai.llmd.wva.cli;

import ai.llmd.wva.config.ConfigurationOrigins;
import ai.llmd.wva.text.Table;
import java.util.List;
import java.util.function.UnaryOperator;

/** What {@code controller --check} prints: a row for each key. */
final class CheckText {
    private CheckText() {}

    static List<String> lines(List<ConfigurationOrigins.Entry> entries) {
        var table = new Table(List.of(
                new Table.Column("KEY", false), new Table.Column("FROM", false), new Table.Column("VALUE", false)));
        entries.forEach(
                entry -> table.add(List.of(entry.key(), entry.origin(), entry.value()), UnaryOperator.identity()));
        return table.lines(UnaryOperator.identity());
    }
}
