package ai.llmd.wva.planning.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A problem, and what was found, as a file in free MPS. Any solver of integer problems can read it and see whether
 * there is anything cheaper that serves as many.
 */
public final class Mps {
    private static final String VALUE = "cents_per_hour";
    private static final double LARGEST_WHOLE = 1e15;

    private final AllocationProblem problem;
    private final Offers offers;
    private final int[] unserved;

    /** Before it everybody is served; from it on some may stay unserved, if fewer are served before them. */
    private final int firstShort;

    private final SortedMap<String, String> deviceRows = new TreeMap<>();
    private final List<String> countRows = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private final List<String> bounds = new ArrayList<>();
    private final List<String> rightHandSides = new ArrayList<>();
    private final MpsNames rowNames = new MpsNames();
    private final MpsNames columnNames = new MpsNames();

    private Mps(AllocationSolution solution) {
        this.problem = solution.problem();
        this.offers = new Offers(problem);
        this.unserved = offers.unserved(offers.assignment(solution.served()));
        int level = 0;
        while (level < unserved.length && unserved[level] == 0) {
            level++;
        }
        this.firstShort = level;
    }

    /** The lines of the file. */
    public static List<String> of(AllocationSolution solution) {
        var file = new Mps(solution);
        file.make();
        var lines = new ArrayList<>(MpsHeader.lines(solution));
        lines.addAll(List.of("NAME wva", "ROWS", " N " + VALUE));
        lines.addAll(file.rows);
        lines.addAll(List.of("COLUMNS", " M1 'MARKER' 'INTORG'"));
        lines.addAll(file.columns);
        lines.addAll(List.of(" M2 'MARKER' 'INTEND'", "RHS"));
        lines.addAll(file.rightHandSides);
        lines.add("BOUNDS");
        lines.addAll(file.bounds);
        lines.add("ENDATA");
        return lines;
    }

    /** As it is, without a fraction where it has none. */
    static String number(double value) {
        return value == StrictMath.rint(value) && Math.abs(value) < LARGEST_WHOLE
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private void make() {
        problem.capacity()
                .devices()
                .forEach((type, count) -> deviceRows.put(type, row("L", "devices_" + MpsNames.escaped(type), count)));
        for (int demand = 0; demand < offers.size(); demand++) {
            int level = offers.levelOf(demand);
            if (level >= firstShort && level - firstShort == countRows.size()) {
                int priority = offers.demands().get(demand).priority();
                countRows.add(row("L", "unserved_priority_" + priority, unserved[level]));
            }
            addDemand(demand);
        }
    }

    private void addDemand(int demand) {
        var name = MpsNames.escaped(offers.demands().get(demand).name());
        var serveRow = row("E", "serve_" + name, 1);
        boolean byServer = isAmbiguous(offers.choicesOf(demand));
        for (var choice : offers.choicesOf(demand)) {
            var column = column(name + ":" + parts(choice, byServer));
            entry(column, VALUE, number(choice.value()));
            entry(column, serveRow, "1");
            devices(choice).forEach((row, count) -> entry(column, row, Long.toString(count)));
        }
        if (offers.levelOf(demand) >= firstShort) {
            var column = column(name + ":unserved");
            entry(column, serveRow, "1");
            entry(column, countRows.get(offers.levelOf(demand) - firstShort), "1");
        }
    }

    private String row(String sense, String wanted, long rightHandSide) {
        var name = rowNames.unique(wanted);
        rows.add(" " + sense + " " + name);
        rightHandSides.add(" RHS " + name + " " + rightHandSide);
        return name;
    }

    private String column(String wanted) {
        var name = columnNames.unique(wanted);
        bounds.add(" BV BND " + name);
        return name;
    }

    private void entry(String column, String row, String amount) {
        columns.add(" " + column + " " + row + " " + amount);
    }

    /** By row of a limited type how many a choice takes. */
    private SortedMap<String, Long> devices(Choice choice) {
        var devices = new TreeMap<String, Long>();
        for (var part : choice.parts()) {
            if (deviceRows.containsKey(part.type())) {
                devices.merge(deviceRows.get(part.type()), part.devices(), Long::sum);
            }
        }
        return devices;
    }

    /** By accelerator, or by server and accelerator where several that share the load may have the same one. */
    private static String parts(Choice choice, boolean byServer) {
        return choice.parts().stream()
                .map(part -> (byServer ? MpsNames.escaped(part.server()) + ":" : "")
                        + MpsNames.escaped(part.accelerator()) + "*" + part.replicas())
                .collect(Collectors.joining("+"));
    }

    private static boolean isAmbiguous(List<Choice> choices) {
        var serverOf = new TreeMap<String, String>();
        for (var choice : choices) {
            for (var part : choice.parts()) {
                var other = serverOf.putIfAbsent(part.accelerator(), part.server());
                if (other != null && !other.equals(part.server())) {
                    return true;
                }
            }
        }
        return false;
    }
}
