package ai.llmd.wva.cli;

import ai.llmd.wva.simulation.Contenders;
import ai.llmd.wva.simulation.workload.input.PackagedShapes;
import ai.llmd.wva.simulation.workload.input.WorkloadFiles;
import ai.llmd.wva.simulation.workload.input.WorkloadReader;
import ai.llmd.wva.text.Style;
import ai.llmd.wva.text.Table;
import ai.llmd.wva.text.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What there is to simulate, for people. */
final class SimulationList {
    private SimulationList() {}

    /** All shapes, the sets that they are in, and all policies. */
    static List<String> lines(Style style) {
        var files = new WorkloadFiles(Optional.empty());
        var sets = PackagedShapes.sets();
        var shapes = new Table(List.of(new Column("SHAPE", false), new Column("SETS", false), new Column("", false)));
        for (var name : PackagedShapes.names()) {
            shapes.add(List.of(name, setsOf(sets, name), about(files.read(name))), UnaryOperator.identity());
        }
        var lines = new ArrayList<>(shapes.lines(style::strong));
        lines.add("");
        lines.addAll(policies(List.copyOf(Contenders.descriptions().keySet()), style));
        return lines;
    }

    /** What these policies compute. */
    static List<String> policies(List<String> names, Style style) {
        var known = Contenders.descriptions();
        var table = new Table(List.of(
                new Column("POLICY", false),
                new Column("COMPUTES", false),
                new Column("WITH", false),
                new Column("VARIED BY", false)));
        for (var name : names) {
            var description = Optional.ofNullable(known.get(name))
                    .orElseGet(() -> Contenders.named(name).description());
            table.add(
                    List.of(name, description.formula(), description.parameters(), description.swept()),
                    UnaryOperator.identity());
        }
        return table.lines(style::strong);
    }

    private static String setsOf(Map<String, List<String>> sets, String name) {
        return sets.keySet().stream()
                .filter(set -> sets.get(set).contains(name))
                .collect(Collectors.joining(", "));
    }

    private static String about(WorkloadReader.Result read) {
        if (read instanceof WorkloadReader.TraceAbsent absent) {
            return absent.note();
        }
        return read instanceof WorkloadReader.Ok ok ? ok.workload().description() : "";
    }
}
